"""Time left, in the words a person would use."""

from datetime import timedelta

from django.utils.timezone import localtime

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def span(length):
    """A length of time in its largest sensible unit: ``"5 hours"``, ``"2 days"``, ``"1 minute"``."""
    if length >= 2 * DAY:
        return count(length // DAY, "day")
    if length >= HOUR:
        return count(length // HOUR, "hour")
    return count(max(1, length // MINUTE), "minute")


def count(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def clock_words(deadline, at):
    """What a deadline's clock says at ``at``."""
    if deadline.excused_at:
        return "excused: " + deadline.excused_because
    if deadline.kept_at:
        late = deadline.kept_at - deadline.due_at
        return f"kept, {span(late)} late" if late > timedelta(0) else "kept"
    if deadline.stopped_at:
        return "stopped"
    if deadline.paused_at:
        return "paused"
    if deadline.due_at <= at:
        return f"{span(at - deadline.due_at)} late"
    return f"due in {span(deadline.due_at - at)}"


def clock_tone(deadline, at):
    """``done``, ``paused``, ``late``, ``soon`` (the last quarter of the time) or ``fine``."""
    if deadline.kept_at or deadline.stopped_at or deadline.excused_at:
        return "done"
    if deadline.paused_at:
        return "paused"
    if deadline.due_at <= at:
        return "late"
    left = (deadline.due_at - at) / (deadline.due_at - deadline.started_at)
    return "soon" if left < 0.25 else "fine"


def when(moment):
    """A moment on the clocks of this country, inside a sentence: ``"21 November 2026 at 2:30pm"``."""
    local = localtime(moment)
    minutes = f":{local:%M}" if local.minute else ""
    half = "am" if local.hour < 12 else "pm"
    return f"{local.day} {local:%B %Y} at {local.hour % 12 or 12}{minutes}{half}"


def on(day):
    """``"21 November 2026"``."""
    return f"{day.day} {day:%B %Y}"
