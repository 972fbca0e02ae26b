"""How much was done with and for her. Pure: entries in, counts out."""

from collections import Counter
from dataclasses import dataclass

from iss.models.support import Help, Meeting
from iss.statuses import SupportKind


@dataclass(frozen=True)
class Line:
    words: str
    number: int
    minutes: int = 0

    @property
    def hours(self):
        """Such as "1 h 30 min"; empty where no time was written down."""
        hours, minutes = divmod(self.minutes, 60)
        return " ".join(part for part, value in ((f"{hours} h", hours), (f"{minutes} min", minutes)) if value)


def summary(entries):
    """Lines by kind, by meeting and by practical help; what was taken back counts nowhere."""
    entries = [entry for entry in entries if entry.withdrawn_at is None]
    minutes = Counter()
    for entry in entries:
        minutes[entry.kind] += entry.minutes or 0
    return {
        "kinds": _lines(SupportKind, Counter(entry.kind for entry in entries), minutes),
        "meetings": _lines(Meeting, Counter(entry.meeting for entry in entries if entry.meeting)),
        "help": _lines(Help, Counter(value for entry in entries for value in entry.help_with)),
    }


def _lines(choices, counted, minutes=()):
    minutes = minutes or Counter()
    return [Line(choice.label, counted[choice], minutes[choice]) for choice in choices if counted[choice]]
