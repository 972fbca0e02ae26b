from dataclasses import asdict, astuple, dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Only:
    """A part of the referrals: everything else is computed on what is left, as with the days of a period.

    ``area``, ``provider``, ``version``: keys of rows; ``youngest``, ``oldest``: age at referral, both included;
    ``need``: one of his additional needs. A partner belongs to an area or provider by her own file, to the rest by
    the referral she is linked to. A training has an area and nothing else.
    """

    area: int | None = None
    provider: int | None = None
    source: str | None = None
    version: int | None = None
    youngest: int | None = None
    oldest: int | None = None
    ethnicity: str | None = None
    religion: str | None = None
    need: str | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in astuple(self))

    def parameters(self) -> dict[str, Any]:
        found = asdict(self)
        of_himself = (self.ethnicity, self.religion, self.need)
        of_his_referral = (self.source, self.version, self.youngest, self.oldest, *of_himself)
        return found | {
            "of_himself": any(value is not None for value in of_himself),
            "of_his_referral": any(value is not None for value in of_his_referral),
        }


EVERYBODY = Only()


@dataclass(frozen=True)
class Period:
    """What the figures are of.

    `first` and `last` (both included) bound the day a referral was received, a partner referred, a training held;
    what has no such day is left out as soon as one of them is given.

    `as_at`: what is dated later has not happened: later referrals, decisions, sessions, completions and closures do
    not count. What has no date counts, and what is recorded now of the rest is taken as it is now: corrections,
    merged duplicates and answers are not wound back.
    """

    first: date | None = None
    last: date | None = None
    as_at: datetime | None = None
    only: Only = field(default=EVERYBODY)

    @property
    def words(self) -> str:
        """Such as “from 1 April 2019 to 31 March 2020”."""
        start = f"from {self.first:%-d %B %Y} " if self.first else ""
        if self.last:
            return f"{start}{'to' if self.first else 'until'} {self.last:%-d %B %Y}"
        return start.strip() or "since the service began"

    def parameters(self) -> dict[str, Any]:
        day = self.as_at.astimezone(LONDON).date() if self.as_at else None
        days = {"first": self.first, "last": self.last, "moment": self.as_at, "day": day}
        return days | self.only.parameters() | {"men": None, "partners": None}
