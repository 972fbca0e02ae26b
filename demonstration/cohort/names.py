"""Invented names and telephone numbers for people of the demonstration. The same reference has the same name.

Numbers lie in the ranges that Ofcom keeps free for drama: nobody answers them.
"""

import random
from dataclasses import dataclass

MEN = (
    "Adam", "Ali", "Andrew", "Anil", "Ben", "Callum", "Carl", "Craig", "Daniel", "Darren", "David", "Dean", "Faisal",
    "Gareth", "Gurpreet", "Hassan", "Imran", "Jamal", "James", "Jason", "Jermaine", "Joe", "Kamil", "Karl", "Kieran",
    "Lee", "Leon", "Liam", "Luke", "Mark", "Marlon", "Martin", "Mohammed", "Nathan", "Nikhil", "Omar", "Paul", "Pawel",
    "Ravi", "Reece", "Ryan", "Sajid", "Sam", "Scott", "Shane", "Simon", "Stefan", "Tariq", "Tom", "Wayne",
)  # fmt: skip
WOMEN = (
    "Abigail", "Aisha", "Alice", "Amandeep", "Amy", "Anna", "Beth", "Chantelle", "Charlotte", "Chloe", "Claire", "Donna",
    "Ella", "Emma", "Farah", "Gemma", "Grace", "Hannah", "Holly", "Jade", "Jasmine", "Kate", "Kayleigh", "Keisha", "Laura",
    "Leah", "Lisa", "Lucy", "Magda", "Megan", "Mia", "Nadia", "Natalie", "Nicola", "Nina", "Paige", "Priya", "Rachel",
    "Rosa", "Ruth", "Sadia", "Sarah", "Shanice", "Sophie", "Stacey", "Tanya", "Tina", "Yasmin", "Zara", "Zoe",
)  # fmt: skip
FAMILIES = (
    "Ahmed", "Ali", "Allen", "Bailey", "Barnes", "Begum", "Bennett", "Brown", "Campbell", "Carter", "Chowdhury", "Clarke",
    "Cooper", "Davies", "Edwards", "Evans", "Foster", "Francis", "Gill", "Grant", "Green", "Hall", "Harris", "Hughes",
    "Hussain", "Iqbal", "Jackson", "James", "Johal", "Jones", "Kaur", "Khan", "King", "Kowalski", "Lewis", "Mahmood",
    "Malik", "Mason", "Miah", "Mitchell", "Morgan", "Morris", "Murphy", "Nowak", "Palmer", "Parker", "Patel", "Powell",
    "Price", "Rahman", "Reid", "Roberts", "Robinson", "Sandhu", "Scott", "Shah", "Sharma", "Singh", "Smith", "Taylor",
    "Thomas", "Turner", "Walker", "Ward", "Watson", "White", "Williams", "Wilson", "Wright", "Young",
)  # fmt: skip

MOBILE = "07700 900{:03}"
LANDLINES = ("0121 496 0{:03}", "01632 960{:03}")


@dataclass(frozen=True)
class Invented:
    first_name: str
    last_name: str
    phone: str


def invented_man(reference: str) -> Invented:
    """A name and a number for the man with this reference."""
    return _invented(reference, MEN)


def invented_woman(reference: str) -> Invented:
    """A name and a number for the woman with this reference."""
    return _invented(reference, WOMEN)


def _invented(reference: str, first_names: tuple[str, ...]) -> Invented:
    rng = random.Random(f"{first_names[0]} {reference}")  # noqa: S311 - repeatable on purpose
    pattern = MOBILE if rng.random() < 0.8 else rng.choice(LANDLINES)
    return Invented(rng.choice(first_names), rng.choice(FAMILIES), pattern.format(rng.randint(0, 999)))
