"""The chain as the page shows it: activities, the outcomes they lead to, and what shows each."""

from dataclasses import dataclass, field

from django.urls import reverse

from outcomes.intended import OUTCOMES
from outcomes.stages import Stage

from .chain import ACTIVITIES, SHOWN_BESIDES
from .completeness import VOICES, Taken, questions

CONTEXT = "CONTEXT"  # asked so that the other answers can be read: nothing that is intended
NUMBERS = ("Asked", "Not asked, with a reason", "Due and neither", "Asked of those due")


@dataclass(frozen=True)
class Shown:
    """``by``: (who answers, how many questions, Taken or None); ``besides``: (words, address) of what else shows it."""

    code: str
    words: str
    whose: str
    activities: list = field(default_factory=list)
    by: list = field(default_factory=list)
    besides: tuple = ()


def outcomes(taken, *, day):
    """Every intended outcome. ``taken``: {instrument: {stage: Taken}}, or None for those who see no counts."""
    asked = questions(day=day)
    intended = {code: outcome for code, outcome in OUTCOMES.items() if code != CONTEXT}
    return [_shown(code, outcome, asked.get(code, {}), taken) for code, outcome in intended.items()]


def _shown(code, outcome, asked, taken):
    words, page = SHOWN_BESIDES.get(code, ("", ""))
    return Shown(
        code,
        outcome.words,
        outcome.whose,
        [activity.words for activity in ACTIVITIES if code in activity.leads_to],
        [(VOICES[name], number, _sum(taken, name)) for name, number in asked.items()],
        (words, reverse(page) if page and taken is not None else "") if words else (),
    )


def _sum(taken, instrument):
    if taken is None or instrument not in taken:
        return None
    return sum(taken[instrument].values(), Taken())


def stages(taken):
    """Rows of a table: whose, when, and how many of those due were taken."""
    return [
        [f"{VOICES[name]}: {Stage(stage).label.lower()}", *_cells(taken[name][stage])]
        for name in ("W", "M")
        for stage in Stage.values
    ]


def _cells(found):
    share = "–" if found.percent is None else f"{found.percent}%"
    shown = (f"{found.asked:,}", f"{found.not_asked:,}", f"{found.late:,}", share)
    return [{"text": text, "numeric": True} for text in shown]


def columns():
    return ("Whose, and when", *({"text": text, "numeric": True} for text in NUMBERS))
