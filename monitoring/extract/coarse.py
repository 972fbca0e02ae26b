"""What is made coarser before it leaves, so that the figures stay what they are. Pure. Why: docs/decisions/0032.

All days of one file are moved together, so that the day it came is the first of its month: how many days lie between
two of them stays exact, the month in which he was referred stays true, and no day is one that somebody remembers.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from intake.forms.equality import BACKGROUNDS, NO_ANSWER, RELIGIONS
from intake.forms.him import NEEDS
from monitoring.figures.period import LONDON

OWN_WORDS = "Other, in own words"
GROUPS = {*BACKGROUNDS, *(value for value, _ in NO_ANSWER)}
BELIEFS = {*RELIGIONS, *(value for value, _ in NO_ANSWER)}
KNOWN_NEEDS = {value for value, _ in NEEDS}
# The youngest of each band stands for it: 0 to 4, 5 to 10, 11 to 15, 16 and over
AGE_BANDS = (16, 11, 5, 0)


class Days:
    """The days of one file, moved."""

    def __init__(self, first: date | None) -> None:
        self.known = first is not None
        self.back = timedelta(days=first.day - 1) if first else timedelta()

    @classmethod
    def of(cls, came: date | None, others: Iterable[date | datetime | None]) -> "Days":
        """``came``: the day the file came; where that is not recorded, the earliest of its other days."""
        return cls(came or min((_day(other) for other in others if other), default=None))

    def moved(self, value: date | datetime | None) -> str:
        """As a cell. A moment becomes midnight of its day: the time of day goes."""
        if value is None:
            return ""
        moved = _day(value) - self.back
        return f"{moved.isoformat()}T00:00:00+00:00" if isinstance(value, datetime) else moved.isoformat()


def _day(value: date | datetime) -> date:
    return value.astimezone(LONDON).date() if isinstance(value, datetime) else value


def ethnic_group(recorded: str) -> str:
    """The broad group of the census. What was recorded in somebody's own words says that, and no more."""
    group = recorded.partition(":")[0].strip()
    return group if group in GROUPS else (OWN_WORDS if recorded else "")


def religion(recorded: str) -> str:
    return recorded if recorded in BELIEFS else (OWN_WORDS if recorded else "")


def needs(recorded: Sequence[str]) -> str:
    known = (each if each in KNOWN_NEEDS else "other" for each in recorded)
    return ";".join(dict.fromkeys(known))


def ages(recorded: Sequence[int] | None) -> str:
    """Of children; a child stays a child, so that their number is exact."""
    return ";".join(str(next(band for band in AGE_BANDS if age >= band)) for age in recorded or ())
