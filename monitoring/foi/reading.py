"""Where a request stands, in words."""

from dataclasses import dataclass

from timescales.words import count

from .days import working_days_after


@dataclass(frozen=True)
class Stands:
    """``state``: (words, tone). ``clock``: the promise that runs, or None. ``waiting``: the open question to them."""

    state: tuple
    clock: object
    waiting: object
    days: str


def stands(request):
    """Of a request with its deadlines and clarifications at hand: no query."""
    asked = list(request.clarifications.all())
    waiting = next((each for each in asked if each.answered_date is None), None)
    begins = max([request.received_date, *(each.answered_date for each in asked if each.answered_date)])
    running = next((each for each in request.deadlines.all() if each.is_running), None)
    if request.outcome:
        return Stands((request.get_outcome_display(), "green"), None, None, _days(request, begins))
    if waiting:
        return Stands(("Waits for them", "grey"), None, waiting, "")
    return Stands(("Open", "blue"), running, None, f"Due by {request.due_date:%-d %B %Y}")


def _days(request, begins):
    """Such as “on working day 23, 3 working days late”."""
    taken = working_days_after(begins, request.answered_date)
    late = working_days_after(request.due_date, request.answered_date)
    words = f"On working day {taken}"
    return f"{words}, {count(late, 'working day')} late" if late else f"{words}, in time"
