"""Days and moments, typed into separate boxes.

A moment is a time on the clocks of this country, so two hours a year need care: one that never
happens (refused, with the reason) and one that happens twice (taken as the second, in winter
time, so that a deadline counted from it is never shorter than the person expects).
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from forms.naming import Named

LONDON = ZoneInfo("Europe/London")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


class BoxError(ValidationError):
    """An error of some boxes of the field only; `boxes` are their positions."""

    def __init__(self, message: str, *boxes: int, code: str = "invalid"):
        super().__init__(message, code=code)
        self.boxes = boxes


class DayWidget(forms.MultiWidget):
    """Day, month, year: posted as name_0, name_1, name_2."""

    labels = ("Day", "Month", "Year")
    widths = (2, 2, 4)

    def __init__(self, attrs=None):
        super().__init__([forms.TextInput() for _ in self.labels], attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else [None] * 3


class MomentWidget(DayWidget):
    """Day, month, year and time: the time is posted as name_3."""

    labels = ("Day", "Month", "Year", "Time")
    widths = (2, 2, 4, 5)

    def decompress(self, value):
        if not value:
            return [None] * 4
        local = value.astimezone(LONDON)
        return [local.day, local.month, local.year, f"{local:%H:%M}"]


class DayField(Named, forms.Field):
    """A date. `earliest`, `latest` are dates; "today" is that of the form (see GovForm)."""

    widget = DayWidget
    nameless = "The date"
    parts = ("day", "month", "year")
    at: datetime | None = None

    def __init__(self, *, not_future=False, not_past=False, earliest=None, latest=None, **kwargs):
        self.not_future, self.not_past = not_future, not_past
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def now(self) -> datetime:
        """The moment that "today" is taken from."""
        return (self.at or datetime.now(UTC)).astimezone(LONDON)  # noqa: TID251 - a form is the edge

    def clean(self, value):
        typed = _boxes(value, len(self.parts))
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        self._refuse_gaps(typed)
        cleaned = self.combine(typed)
        self.check_limits(cleaned)
        self.run_validators(cleaned)
        return cleaned

    def combine(self, typed: list[str]) -> date:
        return self.real_day(typed)

    def check_limits(self, cleaned: date) -> None:
        self.check_days(cleaned)
        today = self.now().date()
        if self.not_future and cleaned > today:
            raise BoxError(f"{self.called} must be today or in the past", 0, 1, 2, code="future")
        if self.not_past and cleaned < today:
            raise BoxError(f"{self.called} must be today or in the future", 0, 1, 2, code="past")

    def check_days(self, day: date) -> None:
        if self.earliest and day < self.earliest:
            limit = _in_words(self.earliest)
            raise BoxError(f"{self.called} must be on or after {limit}", 0, 1, 2, code="early")
        if self.latest and day > self.latest:
            limit = _in_words(self.latest)
            raise BoxError(f"{self.called} must be on or before {limit}", 0, 1, 2, code="late")

    def real_day(self, typed: list[str]) -> date:
        day, month, year = _number(typed[0]), _month(typed[1]), _number(typed[2])
        wrong = [
            box
            for box, good in enumerate((day in range(1, 32), month in range(1, 13), year is not None))
            if not good
        ]
        if wrong:
            raise BoxError(f"{self.called} must be a real date", *wrong)
        if year not in range(EARLIEST_YEAR, LATEST_YEAR + 1):
            raise BoxError(f"{self.called} must have a year of 4 numbers, like 2018", 2)
        try:
            return date(year, month, day)
        except ValueError:
            raise BoxError(f"{self.called} must be a real date", 0, 1, 2) from None

    def has_changed(self, initial, data):
        before = [str(part or "") for part in self.widget.decompress(initial)]
        return before != _boxes(data, len(self.parts))

    def _refuse_gaps(self, typed: list[str]) -> None:
        missing = [box for box, text in enumerate(typed) if not text]
        if missing:
            names = " and ".join(f"a {self.parts[box]}" for box in missing)
            raise BoxError(f"{self.called} must include {names}", *missing, code="incomplete")


class MomentField(DayField):
    """A date and a time of day on the clocks of Europe/London, cleaned to the moment in UTC.

    In UTC because Python adds hours to a local datetime by the wall clock, not by elapsed time.
    """

    widget = MomentWidget
    nameless = "The date and time"
    parts = ("day", "month", "year", "time")

    def combine(self, typed: list[str]) -> datetime:
        day = self.real_day(typed)
        at = _time(typed[3])
        if at is None:
            raise BoxError(f"{self.called} must have a time, like 14:30 or 2:30pm", 3)
        wall = datetime.combine(day, at)
        moment = wall.replace(tzinfo=LONDON, fold=1).astimezone(UTC)
        # Only a time that the clocks skip comes back changed from UTC.
        if moment.astimezone(LONDON).replace(tzinfo=None) != wall:
            later = wall + timedelta(hours=1)
            raise BoxError(
                f"There was no {wall:%H:%M} on {_in_words(day)}, because the clocks went forward. "
                f"Enter {later:%H:%M} or another time",
                3,
                code="skipped",
            )
        return moment

    def check_limits(self, cleaned: datetime) -> None:
        self.check_days(cleaned.astimezone(LONDON).date())
        # A form shows minutes: what happened within this minute is not in the future.
        now = self.now().astimezone(UTC)
        if self.not_future and cleaned > now:
            raise BoxError(f"{self.called} must be in the past", 0, 1, 2, 3, code="future")
        if self.not_past and cleaned < now.replace(second=0, microsecond=0):
            raise BoxError(f"{self.called} must be in the future", 0, 1, 2, 3, code="past")


def _boxes(value, count: int) -> list[str]:
    typed = [str(part or "").strip() for part in (value or [])][:count]
    return typed + [""] * (count - len(typed))


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def _month(text: str) -> int | None:
    """Read 4, apr, Sept. or april; three letters tell any two months apart."""
    word = text.lower().rstrip(".")
    named = [number for number, month in enumerate(MONTHS, 1) if len(word) > 2 and month.startswith(word)]
    return named[0] if named else _number(text)


def _time(text: str) -> time | None:
    """Read 14:30, 14.30, 1430, 9am, 2:30pm, 2.30 pm, midday and midnight."""
    plain = re.sub(r"\s+", "", text.lower()).replace(".", ":")
    if plain in ("midday", "noon", "midnight"):
        return time(0) if plain == "midnight" else time(12)
    found = re.fullmatch(r"([0-9]{1,2}):?([0-9]{2})?(am|pm|a:m:?|p:m:?)?", plain)
    if not found or not (found[2] or found[3]):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half:
        if hour not in range(1, 13):
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
