"""The intended outcomes of the programme (evaluation, section 3.9), and the two frameworks they are close to."""

from dataclasses import dataclass

MIRABAL = {
    "respect": "Respectful relationship and communication",
    "space": "Space for action",
    "safety": "Safety and freedom from abuse",
    "parenting": "Safe, positive and shared parenting",
    "awareness": "His awareness of himself and others",
    "childhoods": "Safer, healthier childhoods",
}

RESPECT = {
    "less_abuse": "Less violent and abusive behaviour",
    "survivors": "Safety, wellbeing and freedom of survivors",
    "children": "Wellbeing and safety of children",
    "agencies": "Agencies work together",
    "targeting": "The right men are reached",
}


@dataclass(frozen=True)
class Outcome:
    """``mirabal``, ``respect``: keys of the two frameworks."""

    words: str
    whose: str
    mirabal: tuple[str, ...] = ()
    respect: tuple[str, ...] = ()


OUTCOMES = {
    "P1": Outcome(
        "Abuse happens less often, is less severe and of fewer kinds", "Men", ("safety",), ("less_abuse",)
    ),
    "P2": Outcome("His hopes and hers are reached", "Men", ("respect",), ("survivors",)),
    "P3": Outcome(
        "He understands abuse and what it does to her and the children",
        "Men",
        ("awareness",),
        ("less_abuse",),
    ),
    "E1": Outcome("She and her children are safer and feel safer", "Women", ("safety",), ("survivors",)),
    "E2": Outcome(
        "She has more space for action and makes informed choices", "Women", ("space",), ("survivors",)
    ),
    "E3": Outcome("She is harmed again less often", "Women", ("safety",), ("survivors", "less_abuse")),
    "C1": Outcome("Children's lives change for the better", "Children", ("parenting",), ("children",)),
    "C2": Outcome(
        "Children are less afraid and have healthier childhoods", "Children", ("childhoods",), ("children",)
    ),
    "PROF1": Outcome(
        "Professionals share an understanding of the impact and respond well",
        "Professionals",
        (),
        ("agencies",),
    ),
    "PROF2": Outcome("Services work together well", "Professionals", (), ("agencies",)),
    "SYS": Outcome("The police are called out less often", "System", ("safety",), ("less_abuse",)),
    "WELL": Outcome("Her health and wellbeing", "Women", ("space",), ("survivors",)),
    "SUPPORT": Outcome("She is satisfied with the support", "Women", (), ("survivors",)),
    "MOTIVE": Outcome("He wants the change himself", "Men", (), ("targeting",)),
    "CONTEXT": Outcome("Needed to read the other answers", "Context"),
}
