"""The parts of a safety plan, in plain words, and what changed between two. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """``heading`` for the page; ``plain_heading`` for a sheet that may lie on a kitchen table: it says nothing of why."""

    name: str
    heading: str
    plain_heading: str
    hint: str = ""

    @staticmethod
    def named(name):
        return next(part for part in PARTS if part.name == name)


PARTS = (
    Part(
        "signs",
        "How she knows that it is getting dangerous",
        "When",
        "What he says or does before, the time of day, drink, a letter, a visit.",
    ),
    Part(
        "at_home",
        "At home: what she does, which room, which way out",
        "At home",
        "Rooms with a way out and without things that can be used against her; never the kitchen or the bathroom.",
    ),
    Part(
        "help",
        "Whom she calls, and the word they agreed",
        "People",
        "999, then neighbours, family, friends. On a mobile: call 999, and press 55 if she cannot speak.",
    ),
    Part(
        "children",
        "The children: what they do, who collects them",
        "The children",
        "What they know, where they go, the school and who may collect them.",
    ),
    Part(
        "leaving",
        "If she leaves: when, where to, how",
        "Going out",
        "Somewhere safe to go at any hour, a way to get there, money for it.",
    ),
    Part(
        "bag",
        "What is packed, and where it is kept",
        "To take",
        "Papers, keys, medicines, money, a charged phone, what the children cannot sleep without.",
    ),
    Part(
        "apart",
        "Living apart: locks, routes, contact with the children",
        "Every day",
        "Locks, the way to work, handovers of the children, what the school knows.",
    ),
    Part(
        "devices",
        "Phone, accounts, and what he can see",
        "Phone and passwords",
        "A phone he cannot read, location sharing, shared accounts, the car, the children’s devices.",
    ),
    Part(
        "orders",
        "Orders, police, solicitor",
        "Numbers and papers",
        "What the court has ordered, who is told when he breaks it, reference numbers.",
    ),
    Part("herself", "What keeps her going", "For me", "Who and what does her good."),
    Part("needs", "What she and the children need", "Still to do", "Housing, money, health, school."),
    Part("other", "Anything else", "Other things"),
)


def parts_of(words):
    """The parts for which ``words`` ({name: text}) says something, in order."""
    return [part for part in PARTS if words.get(part.name)]


@dataclass(frozen=True)
class Changed:
    """One part that is not as it was: ``before`` or ``now`` is empty where it is new, or was taken out."""

    heading: str
    before: str
    now: str


def changes(before, now):
    """What changed from ``before`` to ``now``, each {name: text}."""
    return [
        Changed(part.heading, before.get(part.name, ""), now.get(part.name, ""))
        for part in PARTS
        if before.get(part.name, "") != now.get(part.name, "")
    ]
