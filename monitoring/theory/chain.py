"""The theory of change, as a table: what is done, what it should lead to, and what shows whether it did. Pure.

The outcomes are those of the evaluation's section 3.9 (`outcomes.intended`); which question measures which outcome is
said by the instruments themselves.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Activity:
    """``leads_to``: codes of outcomes; ``because``: why it should."""

    words: str
    because: str
    leads_to: tuple[str, ...]


ACTIVITIES = (
    Activity(
        "Social workers are briefed and trained, and referring takes minutes",
        "Men come who are ready for it, and professionals share what they understand",
        ("PROF1", "PROF2"),
    ),
    Activity(
        "He is contacted within 48 hours and assessed soon",
        "The sooner he is assessed, the likelier he stays",
        ("P1", "P3"),
    ),
    Activity(
        "A motivational module and one-to-one work beside the group",
        "Who comes because he wants to, changes; who comes because he must, leaves",
        ("P2", "P3", "MOTIVE"),
    ),
    Activity(
        "Thirty weekly sessions, led by a man and a woman",
        "He understands what abuse does, and practises other behaviour until it holds",
        ("P1", "P2", "P3", "C1", "SYS"),
    ),
    Activity(
        "Support for her that runs beside his programme and does not end with it",
        "She is safer, knows what she can do, and decides for herself",
        ("E1", "E2", "E3", "P2", "WELL", "SUPPORT"),
    ),
    Activity(
        "Joint discussion and monthly joint reviews; risk travels by its own path",
        "Nobody who could act learns too late",
        ("E1", "E3", "C2", "PROF2"),
    ),
    Activity(
        "Reports to children's services at assessment, midway, completion and when he leaves",
        "What is decided for the children rests on what he does",
        ("C1", "C2", "PROF2"),
    ),
)

# What shows an outcome besides the questions: words, and the name of the page that has it
SHOWN_BESIDES = {
    "E3": ("DASH re-assessments and MARAC within twelve months, on her file", ""),
    "PROF1": ("Training and briefing of social workers", "figures"),
    "PROF2": ("Promises kept between services, by quarter", "this_quarter"),
    "SYS": ("Police call-outs told of by him and by her, never added up", ""),
    "C1": ("Reports to children's services in time, by quarter", "this_quarter"),
}
