from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


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

    def parameters(self) -> dict[str, object]:
        day = self.as_at.astimezone(LONDON).date() if self.as_at else None
        return {"first": self.first, "last": self.last, "moment": self.as_at, "day": day}
