"""Who is in the live cases: invented men, partners and children, with telephone numbers of Ofcom's drama ranges."""

from datetime import date

MEN = (
    ("Callum", "Brackley", date(1991, 3, 14)),
    ("Darren", "Whitlow", date(1986, 11, 2)),
    ("Imran", "Sadler", date(1994, 7, 21)),
    ("Stephen", "Garrow", date(1979, 1, 30)),
    ("Kieran", "Moxley", date(1997, 9, 9)),
    ("Paul", "Tennyson-Reed", date(1983, 5, 25)),
    ("Jerome", "Castell", date(1990, 12, 4)),
    ("Mateusz", "Lenart", date(1988, 8, 17)),
    ("Nathan", "Uphill", date(1992, 2, 11)),
    ("Rajan", "Birdi", date(1985, 6, 6)),
    ("Lee", "Cranmer", date(1981, 10, 19)),
    ("Anton", "Sewell", date(1995, 4, 28)),
    ("Gavin", "Prothero", date(1977, 7, 7)),
    ("Tyrone", "Maddox", date(1993, 1, 16)),
    ("Wesley", "Okafor", date(1989, 3, 3)),
    ("Simon", "Hallett", date(1984, 12, 29)),
    ("Dean", "Rowbotham", date(1996, 5, 12)),
    ("Adeel", "Nawaz", date(1987, 9, 23)),
    ("Martin", "Ellery", date(1980, 2, 8)),
    ("Craig", "Fothergill", date(1991, 11, 15)),
)
WOMEN = (
    ("Jodie", "Larkin"),
    ("Natalie", "Spurrier"),
    ("Aisha", "Rahman"),
    ("Karen", "Doyle-Firth"),
    ("Bethan", "Ashe"),
    ("Louise", "Marchbank"),
    ("Chantelle", "Weir"),
    ("Ewa", "Zielinska"),
    ("Rosie", "Tamworth"),
    ("Harpreet", "Dhami"),
    ("Michelle", "Scargill"),
    ("Sophie", "Verity"),
    ("Elaine", "Dunmore"),
    ("Tanya", "Blackstock"),
    ("Ifeoma", "Nwosu"),
    ("Claire", "Hobday"),
    ("Abigail", "Stott"),
    ("Sadia", "Hussain"),
    ("Wendy", "Pargeter"),
    ("Gemma", "Lisle"),
)
CHILDREN = ("Alfie", "Maya", "Zac", "Elin", "Noah", "Poppy", "Idris", "Freya")


def him(number):
    first, last, born = MEN[number]
    return {
        "first_name": first,
        "last_name": last,
        "date_of_birth": born,
        "phone": f"07700 900{100 + number}",
        "address": f"{number + 3} Tanner's Row, Birmingham",
        "language": "Polish" if first == "Mateusz" else "English",
    }


def her(number):
    first, last = WOMEN[number]
    return {
        "first_name": first,
        "last_name": last,
        "relation": "former" if number % 3 else "current",
        "safe_contact": {
            "phone": f"07700 900{600 + number}",
            "phone_whose": "Her own" if number % 2 else "Her mother's",
            "call": "yes",
            "text": "no",
            "voicemail": "no",
            "safe_times": "Weekdays 9:30am to 2:30pm",
            "who_may_answer": "Only she may answer",
            "cover_name": "Leila from the dentist",
            "code_word": "marmalade",
        },
        "agreement": {
            "about": "contact",
            "asked_date": None,
            "agreed": True,
            "form": "verbal",
        },
    }


def children(number):
    plans = ("cp", "cin", "early_help")
    return [
        {
            "first_name": CHILDREN[(number + offset) % len(CHILDREN)],
            "age": 2 + (number * 3 + offset * 4) % 13,
            "plan": plans[(number + offset) % 3],
        }
        for offset in range(1 + number % 3)
    ]


def referral(number):
    words = (
        "He shouted at her and pushed her against a door while the children were in the next room.",
        "Police were called twice in the spring. She describes being followed and messaged all day.",
        "He controls the money and her telephone. He says that he wants to change for his daughter.",
        "An argument about contact ended with him breaking her telephone. The school had been worried.",
    )
    return {
        "source": children(number)[0]["plan"],
        "abuse": words[number % len(words)],
        "risk_level": "medium",
        "willing_to_change": True,
        "accepts_responsibility": True,
    }
