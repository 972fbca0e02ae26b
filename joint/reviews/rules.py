"""When the next monthly review is due. Pure: moments and days in, moments out (docs/decisions/0022)."""

import calendar

from timescales.working_time import LONDON, add_calendar_months


def meant_day(started, due, *, months=1):
    """The day of the month that a running promise means: the 31st, where February could only give its last day."""
    started, due = started.astimezone(LONDON), due.astimezone(LONDON)
    shortened = due.date() == add_calendar_months(started, months).date() and due.day < started.day
    return started.day if shortened else due.day


def next_due(held, *, started, due, months=1):
    """A calendar month from the review at ``held``. Where it was held on the very day on which it was due, the day of
    the month that was meant stays: 31 January, 28 February, 31 March. ``started``, ``due``: of the promise it kept.
    """
    month_on = add_calendar_months(held, months)
    if held.astimezone(LONDON).date() != due.astimezone(LONDON).date():
        return month_on
    last = calendar.monthrange(month_on.year, month_on.month)[1]
    return month_on.replace(day=min(meant_day(started, due, months=months), last))
