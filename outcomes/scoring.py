"""What the answers come to. Pure; worked by hand in the tests.

Only numbers count: an item that was skipped, that somebody would rather not answer, or that does not apply is left out
of the reckoning and never taken as zero. A mean of nothing is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from .answers import number
from .scales import FREQUENCY, PREFER_NOT, SKIPPED

BEHAVIOURS = ("W1", "W2", "W3", "W4", "W5", "M1", "M2", "M3", "M4", "M5")
HARM_ITEM = "W6"
# Told to her worker's manager at once, on her side only
ALARMS = frozenset({"injury", "treatment", "neck", "weapon", "threat_to_kill"})

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """Something measured twice; either may be None."""

    before: float | None
    after: float | None

    @property
    def paired(self):
        return self.before is not None and self.after is not None

    @property
    def difference(self):
        return self.after - self.before if self.paired else None

    @property
    def direction(self):
        """ "rose", "fell" or "stayed" as a number, never as good or bad; "" without both."""
        if not self.paired:
            return ""
        return "stayed" if self.after == self.before else "rose" if self.after > self.before else "fell"


@dataclass(frozen=True)
class Paired:
    """The change between two sets of answers; the first two over the behaviours answered both times."""

    frequency: Change
    types: Change
    items: dict[str, Change]


@dataclass(frozen=True)
class Benefits:
    """Figure 30: each -1, 0, +1 or None where it cannot be said."""

    satisfaction: int | None
    health_wellbeing: int | None
    everyday_life: int | None
    safety: int | None

    @property
    def scores(self):
        return (self.satisfaction, self.health_wellbeing, self.everyday_life, self.safety)

    @property
    def total(self):
        """The sum of benefits, -4 to +4, of those that are recorded; None when none of them is."""
        known = [score for score in self.scores if score is not None]
        return sum(known) if known else None


def _behaviours(answers: Answers):
    found = {key: number(answers.get(key)) for key in BEHAVIOURS}
    return {key: value for key, value in found.items() if value is not None}


def frequency(answers: Answers) -> float | None:
    """How often, 0 to 3: the mean of the behaviour items that were answered."""
    found = _behaviours(answers)
    return sum(found.values()) / len(found) if found else None


def types(answers: Answers) -> int | None:
    """How many of the five kinds of behaviour there were at all, of those that were answered."""
    found = _behaviours(answers)
    return sum(value > 0 for value in found.values()) if found else None


def alarms(answers: Answers) -> frozenset[str]:
    """What was ticked of injury, treatment, neck, weapon and threats to kill."""
    ticked = answers.get(HARM_ITEM)
    return ALARMS & set(ticked) if isinstance(ticked, list) else frozenset()


def severe(answers: Answers) -> bool | None:
    """Whether it came to injury or more; None when it was not answered."""
    if answers.get(HARM_ITEM) in (None, SKIPPED, PREFER_NOT):
        return None
    return bool(alarms(answers))


def again(answers: Answers) -> bool | None:
    """Whether there was any of it; None when nothing was answered."""
    kinds = types(answers)
    return None if kinds is None else kinds > 0


def paired(before: Answers, after: Answers) -> Paired:
    """What changed from ``before`` to ``after``: item by item where both are numbers.

    Frequency and kinds are taken over the behaviours that were answered both times, so that an item skipped once moves
    nothing.
    """
    both = _behaviours(before).keys() & _behaviours(after).keys()
    first = {key: before[key] for key in both}
    later = {key: after[key] for key in both}
    items = {
        key: Change(number(before[key]), number(after[key]))
        for key in before
        if key in after and number(before[key]) is not None and number(after[key]) is not None
    }
    return Paired(
        Change(frequency(first), frequency(later)),
        Change(types(first), types(later)),
        items,
    )


def benefits(first: Answers, later: Answers) -> Benefits:
    """Figure 30 from hers: how satisfied she is now, and what changed in health, everyday life and safety."""
    return Benefits(
        satisfaction=satisfaction(number(later.get("W16"))),
        health_wellbeing=_moved(first, later, "W13"),
        everyday_life=_moved(first, later, "W10"),
        safety=_moved(first, later, "W8"),
    )


def satisfaction(value: int | None) -> int | None:
    """1 and 2 are -1, 3 is 0, 4 and 5 are +1."""
    return None if value is None else (value > 3) - (value < 3)


def _moved(first, later, key):
    before, after = number(first.get(key)), number(later.get(key))
    return None if before is None or after is None else (after > before) - (after < before)


def benefit_band(total: int | None) -> str:
    """The band of a sum of benefits in the words of Figure 30."""
    if total is None:
        return "not recorded"
    return "neutral" if total == 0 else "positive" if total > 0 else "negative"


def frequency_band(mean: float | None) -> str:
    """The words of the scale that a mean reaches: the point it stands at, or the next above it."""
    return "Not answered" if mean is None else dict(FREQUENCY.points)[ceil(mean)]
