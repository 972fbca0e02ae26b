"""Quarters of the year that begins in April, such as 2018/19 Q3. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_MONTHS = {1: 4, 2: 7, 3: 10, 4: 1}


@dataclass(frozen=True, order=True)
class Quarter:
    """``year``: the calendar year in which its April lies. ``number``: 1 to 4."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in FIRST_MONTHS:
            raise ValueError(f"A year has quarters 1 to 4, not {self.number}.")

    @classmethod
    def of(cls, day: date) -> "Quarter":
        year = day.year if day.month >= 4 else day.year - 1
        return cls(year, (day.month - 4) % 12 // 3 + 1)

    @classmethod
    def labelled(cls, label: str) -> "Quarter | None":
        """The quarter of a label such as 2018/19 Q3; None where there is no such quarter."""
        found = re.fullmatch(r"(\d{4})/\d\d Q([1-4])", label)
        quarter = cls(int(found[1]), int(found[2])) if found else None
        return quarter if quarter and quarter.label == label else None

    @property
    def label(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02} Q{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year + (self.number == 4), FIRST_MONTHS[self.number], 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.next.first_day - self.first_day).days

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def year_before(self) -> "Quarter":
        return Quarter(self.year - 1, self.number)
