"""Elapsed and working time. Pure: moments in, moments out; every moment is aware.

Working days are Monday to Friday without the bank holidays of England and Wales. A working-day promise that starts
outside them starts at nine on the next working morning; it is due at the same clock time so many working days later.
"""

import calendar
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from .promises import Unit

LONDON = ZoneInfo("Europe/London")
OFFICE_OPENS = time(9)


@cache
def bank_holidays(year):
    """Days of ``year`` that are bank holidays in England and Wales."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day):
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def next_working_day(day):
    """The first working day after ``day``."""
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(moment, days):
    local = moment.astimezone(LONDON)
    day, clock = local.date(), local.time()
    if not is_working_day(day):
        day, clock = next_working_day(day), OFFICE_OPENS
    for _ in range(days):
        day = next_working_day(day)
    return datetime.combine(day, clock, tzinfo=LONDON)


def add_calendar_months(moment, months):
    """The same day and clock time so many months on; the month's last day where it has no such day."""
    local = moment.astimezone(LONDON)
    index = local.year * 12 + local.month - 1 + months
    year, month = divmod(index, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day)


def due_after(moment, *, amount, unit):
    """When a promise of ``amount`` ``unit`` that starts at ``moment`` is due, in UTC.

    Hours and days are elapsed time: 48 hours across a clock change are still 48 hours (docs/decisions/0005).
    """
    moment = moment.astimezone(UTC)
    if unit == Unit.HOURS:
        due = moment + timedelta(hours=amount)
    elif unit == Unit.DAYS:
        due = moment + timedelta(days=amount)
    elif unit == Unit.WORKING_DAYS:
        due = add_working_days(moment, amount)
    else:
        due = add_calendar_months(moment, amount)
    return due.astimezone(UTC)


def chasing_moments(start, due, days):
    """Every ``days`` working days from ``start``, as long as it is before ``due``, in UTC."""
    moments, moment = [], due_after(start, amount=days, unit=Unit.WORKING_DAYS)
    while moment < due:
        moments.append(moment)
        moment = due_after(moment, amount=days, unit=Unit.WORKING_DAYS)
    return moments


def reminder_moments(start, due, fractions):
    """The moments between ``start`` and ``due`` at which the owner is reminded, in order."""
    return [start + (due - start) * fraction for fraction in sorted(fractions)]
