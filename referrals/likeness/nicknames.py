"""Short forms, pet names and other spellings of men's and children's first names. Ours; add to it freely.

One line a name: the name first, then what may be written for it. A short form of two names stands at the likelier one.
"""

_TABLE = """
aaron aron
abdul abdal abdel abd
abdullah abdulla abdallah
abraham abe ibrahim ebrahim ibraheem
adam ad addy
adrian ade
ahmed ahmad ahmet
alan al allan allen alun
alastair alistair alasdair alister
albert bert bertie
alexander alex alec lex sandy aleksander aleksandr alexandru alejandro alessandro
alfred alf alfie fred
ali aly
amir ameer emir
andrew andy drew andre andrei andrzej andreas andrej
anthony tony ant antony anton antoni antonio
archibald archie
arthur art artur
ashley ash
balwinder bal
barry baz bazza barrie
bartholomew bart bartosz bartek
benjamin ben benny benji beniamin
bernard bernie
bilal billal belal
bradley brad
brandon bran
brian bryan bri
callum calum cal
cameron cam
charles charlie chas chuck chaz karol carlos
christian chris kristian krystian
christopher kris kit krzysztof topher cristopher kristopher
clifford cliff
clive clyve
connor conor con
cyril cy
damian damien damo
daniel dan danny daniyal danial
darren daz dazza darran
david dave davey davy dawid davide
dean deano
declan dec
dennis denis den
derek derrick del dezza
desmond des dez
dominic dom dominik
donald don donny
douglas doug dougie
dwayne duane wayne
dylan dyl
edward ed eddie ted teddy ned edek eduardo
elliot elliott eliot
emmanuel manny emanuel
eric erik
ethan eth
eugene gene
faisal faizal faysal
felix fil
francis frank frankie franciszek francisco
frederick freddie freddy fredrick
gareth gaz gary garry gazza garreth
gavin gav
geoffrey geoff jeff jeffrey
george georgie jerzy jorge
gerald gerry jerry gerard ged
gilbert gil
glenn glen
gordon gord
graham graeme grahame
gregory greg gregg grzegorz
gurpreet gurps
guy gui
hamza hamzah hamsa
haroon harun haroun
harold harry hal
harvinder harv
hassan hasan hassaan
henry hank henryk enrique
howard howie
hugh hughie huw
hussain hussein husain hussayn husein
ian iain
imran emran
isaac ike zak zac
ismail ismael ishmael esmail
jack jackie
jacob jake jakub kuba
jamal jamaal gamal
james jim jimmy jamie jimmie jaime
jason jase jay
javed javid jawed
jeremy jez jem
jermaine germaine jermain
jerome jez
jesse jess
john johnny jon johnnie jan ivan juan johnathan
jonathan jonny jonathon
jordan jord
joseph joe joey jo josef yusuf yousef youssef yusef jose giuseppe jozef
joshua josh
julian jules
justin just
karim kareem
karl carl
keith keef
kenneth ken kenny
kevin kev
khalid khaled
kieran kieron ciaran kyran
kyle ky
lawrence larry laurence lawrie lorenzo
lee leigh
leonard len lenny leon leo
leslie les lesley
lewis louis lou luis ludwik
liam lee
lucas luke lukasz luca luka
luther lute
malcolm malc mal
manjit manjeet
marcus marc mark marek marco markus
martin marty marcin martyn
mateusz mati
matthew matt matty mathew matteo
maurice morris
maxwell max maximilian
michael mike mick mickey mikey micky michal mikhail miguel mich
mohammed mohammad muhammad mohamed muhammed mohamad mohamud mohd md mo mehmet mahomed muhamed moh
mustafa mustapha moustafa
nathan nate nath nathaniel
neil neal niall
nicholas nick nicky nico nicolas mikolaj niko nicola
noah noa
norman norm
oliver ollie oli olly
omar umar omer
oscar oskar
osman usman othman uthman
owen ow
patrick pat paddy patryk
paul pauly pawel paulo pablo
peter pete piotr pedro petr
philip phil phillip pip filip
rafael raf rafal raphael
rajesh raj
rajinder raj
ramesh ram
raymond ray
reece rhys rees
reginald reg reggie
richard rich rick ricky dick richie ryszard ricardo
robert rob bob bobby robbie bert robin roberto
roderick rod
rodney rod
roger rog
roland roly
ronald ron ronnie
roy leroy
russell russ
ryan ry
salman sal
samuel sam sammy samir
sebastian seb
sergei sergey serge sergiy
shane shayne
shaun sean shawn shaune
sharif shareef
sidney sid sydney
simon si szymon
stanley stan stanislaw
stephen steve steven stevie stefan stephan szczepan stefano
stuart stu stewart
sulaiman suleiman suleman sulayman
sunil sunny
syed sayed sayyid
said saeed saeid
tariq tarik tareq
terence terry terrence tel
theodore theo
thomas tom tommy tomasz tomas
timothy tim timmy
tobias toby
trevor trev
tyrone ty
vincent vince vinny
victor vic wiktor viktor
walter wally wal
wesley wes
wilfred wilf
william will bill billy liam willy willie guillermo
yasin yaseen yassin
younis yunus younus yunis
youssouf yusouf
zachary zach zack zachariah zakariya zakaria
zahid zaheed
abigail abi abby gail
alexandra alex lexi
amelia millie milly
charlotte lottie charlie
daisy dais
eleanor ellie nell nora
elizabeth liz beth lizzie betty eliza
ella ellie
emily em emmy
evelyn evie eve
fatima fatimah fatema
florence flo florrie
freya frey
grace gracie
hannah hanna
isabella bella izzy isabel isabelle
jessica jess jessie
katherine kate katie kathryn catherine cath
lily lilly lillian
lucy luce lucie
maryam mariam miriam
matilda tilly
megan meg
mia mya
natalie nat
olivia liv livvy
poppy pop
rebecca becky bex
rosie rose rosa rosalind
samantha sam
sophie soph sofia sophia zofia
zainab zaynab
zoe zoey
"""


def _roots():
    roots = {}
    for line in _TABLE.strip().splitlines():
        name, *others = line.split()
        for each in (name, *others):
            roots.setdefault(each, name)
    return roots


# {any form: the name it stands for}
ROOTS = _roots()
