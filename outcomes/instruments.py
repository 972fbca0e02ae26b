"""The four short instruments as first published. Pure.

Later versions are rows (``InstrumentVersion``): this module is what the first rows are made of, and is never edited.
An item keeps its id for ever; its words may change from one version to the next.
"""

from dataclasses import asdict, dataclass

from .scales import SCALES
from .stages import Stage

ORDER = tuple(Stage.values)
TITLES = {
    "W": "Her questions",
    "M": "His questions",
    "F": "Facilitator’s ratings",
    "SW": "Social worker’s pulse",
}
WINDOW_IN_WORDS = "the last 3 months"


@dataclass(frozen=True)
class Item:
    """``outcome``: codes of ``intended.OUTCOMES``. ``codes``: (value, words) where the scale has no points.

    ``stages``: at which it is asked; empty is at all of them.
    """

    id: str
    words: str
    scale: str
    outcome: tuple[str, ...] = ()
    from_stage: str = Stage.INITIAL.value
    to_stage: str = Stage.FOLLOW_UP.value
    codes: tuple[tuple[str, str], ...] = ()
    may_not_apply: bool = False
    exclusive: str = ""
    hint: str = ""

    @property
    def points(self):
        """(value, words) to choose from; nothing for free text."""
        return SCALES[self.scale].points or self.codes

    @property
    def behaviour(self):
        return self.scale == "F"

    def asked_at(self, stage):
        return ORDER.index(self.from_stage) <= ORDER.index(stage) <= ORDER.index(self.to_stage)

    def as_row(self):
        row = asdict(self)
        return row | {"outcome": list(self.outcome), "codes": [list(code) for code in self.codes]}

    @classmethod
    def from_row(cls, row):
        found = dict(row)
        found["outcome"] = tuple(found.get("outcome", ()))
        found["codes"] = tuple(tuple(code) for code in found.get("codes", ()))
        return cls(**found)


@dataclass(frozen=True)
class Instrument:
    code: str
    items: tuple[Item, ...]

    def at(self, stage):
        """The items that are asked at ``stage``, in order."""
        return tuple(item for item in self.items if item.asked_at(stage))

    def item(self, item_id):
        return next((item for item in self.items if item.id == item_id), None)


_CHILDREN = {"may_not_apply": True}
_LATER = {"from_stage": Stage.MIDWAY.value}
_FIRST = {"to_stage": Stage.INITIAL.value}
_FEW_WORDS = "In a few words, without anybody’s name. It can be left empty."

HARM = (
    ("none", "None of these"),
    ("upset", "I was upset or afraid"),
    ("injury", "I was injured"),
    ("treatment", "I needed treatment"),
    ("neck", "Hands or something else on my neck"),
    ("weapon", "A weapon or an object was used"),
    ("threat_to_kill", "He threatened to kill me or somebody else"),
)

W = Instrument(
    "W",
    (
        Item(
            "W0",
            "Have you been in contact with him in the last 3 months?",
            "CODES",
            ("CONTEXT",),
            codes=(
                ("none", "No contact"),
                ("children", "Only about the children"),
                ("some", "Some contact"),
                ("together", "We live together"),
            ),
        ),
        Item("W1", "He hurt you or used force on you", "F", ("P1", "E3")),
        Item("W2", "He pressured or forced you sexually", "F", ("P1", "E3")),
        Item("W3", "He threatened you, scared you or damaged your things", "F", ("P1", "E3")),
        Item(
            "W4",
            "He controlled you or checked up on you",
            "F",
            ("P1", "E3"),
            hint="Money, your phone, who you see, following you, messages.",
        ),
        Item(
            "W5",
            "He used the children, or contact with them, to get at you",
            "F",
            ("P1", "C1", "E3"),
            **_CHILDREN,
        ),
        Item(
            "W6",
            "What was the worst that came of it?",
            "MANY",
            ("P1",),
            codes=HARM,
            exclusive="none",
            hint="Select all that happened.",
        ),
        Item("W7", "How many times were the police called about him?", "N", ("SYS",)),
        Item("W8", "I feel safe day to day", "A", ("E1",)),
        Item("W9", "My children seem safe where he is concerned", "A", ("E1", "C2"), **_CHILDREN),
        Item(
            "W10",
            "I make my own choices and get on with my day without working round him",
            "A",
            ("E2",),
        ),
        Item("W11", "I know my options and have a plan that I could use", "A", ("E2",)),
        Item("W12", "If it happened again I could tell somebody who can help", "A", ("E3",)),
        Item("W13", "My health and wellbeing are good overall", "A", ("WELL",)),
        Item("W14a", "What do you hope will change?", "TEXT", ("P2",), hint=_FEW_WORDS, **_FIRST),
        Item("W14b", "Is there a second hope?", "TEXT", ("P2",), hint=_FEW_WORDS, **_FIRST),
        Item("W14c", "The first hope from the start has been reached", "A", ("P2",), **_CHILDREN, **_LATER),
        Item("W14d", "The second hope from the start has been reached", "A", ("P2",), **_CHILDREN, **_LATER),
        Item(
            "W15",
            "Compared with the start, how does he behave towards you?",
            "CODES",
            ("P1", "P3"),
            codes=(
                ("worse", "Worse"),
                ("same", "The same"),
                ("bit_better", "A bit better"),
                ("much_better", "Much better"),
            ),
            **_LATER,
        ),
        Item("W16", "How satisfied are you with the support you have had?", "S", ("SUPPORT",), **_LATER),
    ),
)

M = Instrument(
    "M",
    (
        Item("M1", "I hurt my partner or ex, or used force", "F", ("P1",)),
        Item("M2", "I pressured or forced my partner or ex sexually", "F", ("P1",)),
        Item("M3", "I threatened or scared my partner or ex, or damaged things", "F", ("P1",)),
        Item(
            "M4",
            "I controlled or checked up on my partner or ex",
            "F",
            ("P1",),
            hint="Money, phone, who they see, following, messages.",
        ),
        Item(
            "M5",
            "I used the children, or contact with them, to get at my partner or ex",
            "F",
            ("P1", "C1"),
            **_CHILDREN,
        ),
        Item("M6", "How many times were the police called about me?", "N", ("SYS",)),
        Item("M7", "What I did is my responsibility, whatever was said or done to me", "A", ("P3",)),
        Item("M8", "I can say how it affected my partner or ex", "A", ("P3",)),
        Item("M9", "I can say how it affected the children", "A", ("P3", "C1"), **_CHILDREN),
        Item("M10", "When I feel it building up, I use a plan", "A", ("P1",)),
        Item("M11", "I want this change for my family and me, not only because I was told", "A", ("MOTIVE",)),
        Item("M12", "The children seem relaxed around me", "A", ("C2",), **_CHILDREN),
        Item("M13a", "What do you hope will change for you?", "TEXT", ("P2",), hint=_FEW_WORDS, **_FIRST),
        Item("M13b", "What I hoped for at the start has been reached", "A", ("P2",), **_LATER),
    ),
)

F = Instrument(
    "F",
    (
        Item("F1", "He accepts that what he did is his responsibility", "R", ("P3",), **_LATER),
        Item("F2", "He understands what it did to his partner or ex", "R", ("P3",), **_LATER),
        Item("F3", "He understands what it did to the children", "R", ("P3", "C1"), **_CHILDREN, **_LATER),
        Item("F4", "He uses the skills of the programme", "R", ("P1",), **_LATER),
    ),
)

SW = Instrument(
    "SW",
    (
        Item(
            "SW1", "I understand what domestic abuse does to the family better than before", "A", ("PROF1",)
        ),
        Item("SW2", "I feel confident in responding to men who use abuse", "A", ("PROF1",)),
        Item("SW3", "What I needed to know about him reached me in time", "A", ("PROF2",)),
        Item("SW4", "Working with My Time and the ISS was effective", "A", ("PROF2",)),
    ),
)

FIRST = {instrument.code: instrument for instrument in (W, M, F, SW)}
