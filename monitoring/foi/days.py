"""The days of a request: twenty working days, counted from the day after. Pure."""

from datetime import timedelta

from timescales.working_time import is_working_day, next_working_day


def due_date(day, working_days):
    """The so-many-th working day after ``day``, whatever day that is."""
    for _ in range(working_days):
        day = next_working_day(day)
    return day


def working_days_after(day, until):
    """How many working days come after ``day``, up to and with ``until``; none where it is not later."""
    days = range(1, (until - day).days + 1)
    return sum(is_working_day(day + timedelta(days=number)) for number in days)
