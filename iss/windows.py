"""The days and times at which she may be reached. Pure; local time, since she said it by the clock on her wall."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_RUNS = {tuple(range(7)): "Every day", tuple(range(5)): "Monday to Friday", (5, 6): "Saturday and Sunday"}


@dataclass(frozen=True)
class Window:
    """From ``start`` until just before ``end`` on each of ``days`` (0 is Monday)."""

    days: tuple
    start: time
    end: time

    @classmethod
    def of(cls, said):
        """From what is stored: {"days": [...], "from": "10:00", "until": "12:00"}."""
        return cls(tuple(said["days"]), time.fromisoformat(said["from"]), time.fromisoformat(said["until"]))

    @property
    def stored(self):
        return {"days": list(self.days), "from": f"{self.start:%H:%M}", "until": f"{self.end:%H:%M}"}

    def __str__(self):
        days = _RUNS.get(self.days) or _listed([DAYS[day] for day in self.days])
        return f"{days}, {_clock(self.start)} to {_clock(self.end)}"

    def holds(self, local):
        return local.weekday() in self.days and self.start <= local.time() < self.end


def _listed(words):
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "No day"


def _clock(moment):
    minutes = f":{moment:%M}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def within(windows, at):
    """Whether ``at`` is inside one of ``windows``; with none named, any time is."""
    local = localtime(at)
    return not windows or any(window.holds(local) for window in windows)


def next_opening(windows, at):
    """The next moment after ``at`` at which one of ``windows`` opens; None where none is named."""
    local = localtime(at)
    openings = (
        datetime.combine(local.date() + timedelta(days=ahead), window.start, tzinfo=local.tzinfo)
        for ahead in range(8)
        for window in windows
        if (local.date() + timedelta(days=ahead)).weekday() in window.days
    )
    return min((opening for opening in openings if opening > local), default=None)
