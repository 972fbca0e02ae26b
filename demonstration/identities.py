"""Invented men with everything by which a man is known, and the mistakes that are made when he is written down again.

Used by tests and by the benchmark, never by the product. The same seed draws the same people.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from demonstration.cohort.names import FAMILIES, MEN, WOMEN

# More families than the demonstration's: common ones first, as they are
MORE_FAMILIES = (
    "Akhtar", "Anderson", "Aziz", "Baker", "Banks", "Begley", "Bibi", "Blackwood", "Bradley", "Byrne", "Chapman", "Choudhry",
    "Cox", "Crawford", "Daly", "Dhillon", "Dixon", "Doherty", "Dunn", "Elliott", "Farooq", "Fletcher", "Gallagher", "Garner",
    "Gibson", "Grewal", "Hamilton", "Harper", "Hassan", "Haynes", "Holmes", "Hopkins", "Hunt", "Ismail", "Jarvis", "Jenkins",
    "Kaminski", "Kelly", "Kennedy", "Knight", "Lakhani", "Lawson", "Lloyd", "Lynch", "Maguire", "Marshall", "McCarthy", "Mehta",
    "Mistry", "Moore", "Nasir", "Newton", "O'Brien", "O'Connor", "Osborne", "Owens", "Pearce", "Perry", "Phillips", "Pickering",
    "Qureshi", "Rafiq", "Rashid", "Reynolds", "Rhodes", "Ryan", "Sadiq", "Saleem", "Shaw", "Siddiqui", "Simpson", "Sidhu",
    "Spencer", "Stevens", "Tahir", "Thompson", "Underwood", "Vaughan", "Virdee", "Wallace", "Webb", "Wójcik", "Yates", "Zieliński",
)  # fmt: skip
MORE_MEN = (
    "Aaron", "Abdul", "Adrian", "Ahmed", "Aidan", "Alan", "Alexander", "Amir", "Anthony", "Arif", "Asif", "Barry", "Billy",
    "Brendan", "Brian", "Charles", "Christopher", "Clive", "Colin", "Connor", "Dale", "Damien", "Declan", "Dennis", "Derek",
    "Dominic", "Duncan", "Edward", "Eric", "Farhan", "Frank", "Gary", "Geoffrey", "George", "Graham", "Grzegorz", "Harjit",
    "Harry", "Ibrahim", "Ismail", "Jack", "Jacob", "Jake", "Javed", "Jonathan", "Jordan", "Joseph", "Joshua", "Keith", "Kenneth",
    "Kevin", "Khalid", "Kyle", "Lewis", "Lloyd", "Louis", "Malcolm", "Marcin", "Matthew", "Michael", "Mohammed", "Mustafa",
    "Nadeem", "Neil", "Nicholas", "Nigel", "Oliver", "Patrick", "Peter", "Philip", "Piotr", "Rashid", "Raymond", "Richard",
    "Robert", "Rory", "Ross", "Saeed", "Samuel", "Sean", "Shahid", "Stanley", "Stephen", "Stuart", "Sunil", "Terence", "Thomas",
    "Timothy", "Tomasz", "Trevor", "Usman", "Victor", "Waqas", "William", "Yusuf", "Zahid",
)  # fmt: skip
# How somebody else writes the name
ALSO = {
    "Alexander": ("Alex", "Sandy"), "Andrew": ("Andy", "Drew"), "Anthony": ("Tony",), "Ben": ("Benjamin",), "Charles": ("Charlie",),
    "Christopher": ("Chris",), "Daniel": ("Dan", "Danny"), "Darren": ("Daz",), "David": ("Dave",), "Edward": ("Ted", "Eddie"),
    "Frank": ("Francis",), "Gareth": ("Gaz",), "Gary": ("Gaz", "Garry"), "Geoffrey": ("Jeff",), "Hassan": ("Hasan",),
    "Ibrahim": ("Ebrahim",), "Jack": ("Jackie",), "James": ("Jim", "Jimmy", "Jamie"), "Joe": ("Joseph",), "Jonathan": ("Jon",),
    "Joseph": ("Joe",), "Joshua": ("Josh",), "Kamil": ("Camil",), "Karl": ("Carl",), "Kenneth": ("Ken",), "Kevin": ("Kev",),
    "Khalid": ("Khaled",), "Luke": ("Lukasz",), "Matthew": ("Matt",), "Michael": ("Mick", "Mike"), "Mohammed": ("Mo", "Muhammad", "Mohamed"),
    "Mustafa": ("Mustapha",), "Nathan": ("Nate",), "Nicholas": ("Nick",), "Omar": ("Umar",), "Patrick": ("Paddy", "Pat"),
    "Pawel": ("Paul",), "Peter": ("Pete",), "Philip": ("Phil",), "Piotr": ("Peter",), "Richard": ("Rick", "Dick"),
    "Robert": ("Bob", "Rob", "Bobby"), "Sam": ("Samuel",), "Samuel": ("Sam",), "Sean": ("Shaun",), "Stefan": ("Stephen",),
    "Stephen": ("Steve", "Steven"), "Tariq": ("Tarik",), "Thomas": ("Tom", "Tommy"), "Timothy": ("Tim",), "Tom": ("Thomas",),
    "Tomasz": ("Thomas",), "Usman": ("Osman",), "William": ("Bill", "Will", "Billy"), "Yusuf": ("Yousef",),
}  # fmt: skip
STREETS = (
    "Alder", "Beacon", "Bristol", "Canal", "Chapel", "Church", "Dudley", "Elm", "Foundry", "George", "Hagley", "High", "Hollow",
    "Keel", "Lark", "Lime", "Mill", "Nelson", "Oak", "Orchard", "Park", "Priory", "Quarry", "Ridge", "School", "Spring", "Station",
    "Swan", "Tame", "Union", "Vicarage", "Walsall", "Well", "Windmill",
)  # fmt: skip
KINDS = {
    "Road": "Rd",
    "Street": "St",
    "Lane": "Ln",
    "Close": "Cl",
    "Avenue": "Ave",
    "Drive": "Dr",
    "Crescent": "Cres",
}
TOWNS = {"Birmingham": "B", "Wolverhampton": "WV", "Walsall": "WS", "Dudley": "DY", "Coventry": "CV"}
CHILDREN = (*MEN[:30], *WOMEN[:30])


@dataclass(frozen=True)
class Kid:
    first_name: str
    born: date


@dataclass(frozen=True)
class Identity:
    """A man as one form has him; empty where it does not say."""

    first_name: str
    last_name: str
    date_of_birth: date | None
    phone: str = ""
    address: str = ""
    children: tuple[Kid, ...] = field(default=())


def invented(rng: random.Random) -> Identity:
    """A man nobody has written down yet, some of whose particulars are missing as they are on real forms."""
    born = date(1955, 1, 1) + timedelta(days=rng.randrange(50 * 365))
    return Identity(
        first_name=_common(rng, (*MEN, *MORE_MEN)),
        last_name=_last_name(rng),
        date_of_birth=born if rng.random() < 0.97 else None,
        phone=phone(rng) if rng.random() < 0.9 else "",
        address=address(rng) if rng.random() < 0.92 else "",
        children=_children(rng, born),
    )


def _common(rng, names):
    """The first of a list of 150 is drawn some thirty times as often as the last."""
    return names[min(int(len(names) * rng.random() ** 1.7), len(names) - 1)]


def _last_name(rng):
    families = (*FAMILIES, *MORE_FAMILIES)
    name = _common(rng, families)
    return f"{name}-{rng.choice(families)}" if rng.random() < 0.03 else name


def phone(rng: random.Random) -> str:
    return f"07700 {rng.randrange(900_000, 999_999):06}"


def address(rng: random.Random) -> str:
    town = rng.choice(list(TOWNS))
    postcode = f"{TOWNS[town]}{rng.randrange(1, 40)} {rng.randrange(1, 10)}{rng.choice('ABDEFGHJLN')}{rng.choice('PQRSTUWXYZ')}"
    return f"{rng.randrange(1, 200)} {rng.choice(STREETS)} {rng.choice(list(KINDS))}, {town} {postcode}"


def _children(rng, born):
    number = rng.choice((0, 1, 1, 2, 2, 3, 4))
    oldest = born + timedelta(days=20 * 365)
    days = max((date(2019, 1, 1) - oldest).days, 1)
    first = max(0, days - 15 * 365)
    return tuple(
        Kid(
            rng.choice(CHILDREN) if rng.random() < 0.9 else "",
            oldest + timedelta(days=rng.randrange(first, days + 1)),
        )
        for _ in range(number)
    )


def written_again(rng: random.Random, man: Identity) -> Identity:
    """The same man on another form, by somebody else: with some of the mistakes that people make."""
    again = replace(man, children=tuple(kid for kid in man.children if rng.random() < 0.85))
    for likely, mistake in MISTAKES:
        if rng.random() < likely:
            again = mistake(rng, again)
    return again


def _typing_error(rng, text):
    """One letter wrong, missing, doubled, or changed with the next: never the first alone of a short name."""
    if len(text) < 3:
        return text
    at = rng.randrange(1, len(text) - 1)
    wrong = rng.choice("abcdefghiklmnoprstuwy")
    return rng.choice(
        (
            text[:at] + wrong + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[: at + 1] + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )
    )


def _first_mistyped(rng, man):
    return replace(man, first_name=_typing_error(rng, man.first_name))


def _last_mistyped(rng, man):
    return replace(man, last_name=_typing_error(rng, man.last_name))


def _nickname(rng, man):
    return replace(man, first_name=rng.choice(ALSO.get(man.first_name, (man.first_name,))))


def _names_swapped(rng, man):
    return replace(man, first_name=man.last_name, last_name=man.first_name)


def _middle_name(rng, man):
    return replace(man, first_name=f"{man.first_name} {rng.choice(MEN)}")


def _half_of_a_double_name(rng, man):
    return replace(man, last_name=man.last_name.split("-")[0])


def _without_marks(rng, man):
    return replace(man, last_name=man.last_name.translate(str.maketrans("ółńśżźąęć'", "olnszzaec ")))


def _day_and_month_swapped(rng, man):
    born = man.date_of_birth
    if born is None or born.day > 12:
        return man
    return replace(man, date_of_birth=date(born.year, born.day, born.month))


def _digit_wrong(rng, man):
    born = man.date_of_birth
    if born is None:
        return man
    part = rng.choice(("year", "month", "day"))
    changed = {
        "year": born.year + rng.choice((-10, -1, 1, 10)),
        "month": 1 + born.month % 9,
        "day": 1 + born.day % 9,
    }
    value = changed[part]
    if part == "day" and born.day > 9:
        value = born.day - born.day % 10 + (born.day + 1) % 10
    if part == "month" and born.month > 9:
        value = 10 + (born.month - 9) % 3
    if part == "day" and not 1 <= value <= 28:
        return man
    return replace(man, date_of_birth=born.replace(**{"day": min(born.day, 28), part: value}))


def _no_birth_date(rng, man):
    return replace(man, date_of_birth=None)


def _another_phone(rng, man):
    return replace(man, phone=rng.choice(("", phone(rng))))


def _phone_written_otherwise(rng, man):
    return replace(
        man, phone="+44 " + man.phone[1:].replace(" ", "") if man.phone.startswith("0") else man.phone
    )


def _moved(rng, man):
    return replace(man, address=rng.choice(("", address(rng))))


def _address_written_otherwise(rng, man):
    text = man.address.lower()
    for word, short in KINDS.items():
        text = text.replace(word.lower(), short.lower())
    return replace(man, address=text.rsplit(" ", 2)[0] if rng.random() < 0.3 else text.replace(",", ""))


def _no_children_named(rng, man):
    return replace(man, children=())


# How often each is made, together about two on a form
MISTAKES = (
    (0.18, _first_mistyped),
    (0.18, _last_mistyped),
    (0.30, _nickname),
    (0.04, _names_swapped),
    (0.06, _middle_name),
    (0.70, _half_of_a_double_name),
    (0.60, _without_marks),
    (0.15, _day_and_month_swapped),
    (0.12, _digit_wrong),
    (0.08, _no_birth_date),
    (0.25, _another_phone),
    (0.40, _phone_written_otherwise),
    (0.25, _moved),
    (0.50, _address_written_otherwise),
    (0.15, _no_children_named),
)


def somebody_near(rng: random.Random, man: Identity) -> Identity:
    """Another man who looks like him: a brother, a son, a namesake, a neighbour of the same hostel."""
    other = invented(rng)
    return rng.choice((_brother, _son, _namesake, _fellow_lodger, _born_the_same_day))(rng, man, other)


def _brother(rng, man, other):
    shares = rng.random() < 0.5
    return replace(other, last_name=man.last_name, address=man.address if shares else other.address)


def _son(rng, man, other):
    born = man.date_of_birth.replace(day=1, year=man.date_of_birth.year + 23) if man.date_of_birth else None
    return replace(man, date_of_birth=born, phone=other.phone, children=other.children)


def _namesake(rng, man, other):
    return replace(other, first_name=man.first_name, last_name=man.last_name)


def _fellow_lodger(rng, man, other):
    return replace(other, address=man.address, phone=man.phone if rng.random() < 0.3 else other.phone)


def _born_the_same_day(rng, man, other):
    return replace(other, date_of_birth=man.date_of_birth, first_name=man.first_name)
