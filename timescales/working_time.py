"""Elapsed and working time: moments in, moments out; every moment is aware.

Working days are Monday to Friday without the bank holidays of England and Wales, as an administrator keeps them
(bank_holidays.py). A working-day promise that starts
outside them starts at nine on the next working morning; it is due at the same clock time so many working days later.
"""

import calendar
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .bank_holidays import bank_holidays
from .promises import Unit

LONDON = ZoneInfo("Europe/London")
OFFICE_OPENS = time(9)


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


def in_working_time(moment):
    """The moment itself, on the clocks of this country; outside working days nine on the next working morning."""
    local = moment.astimezone(LONDON)
    if is_working_day(local.date()):
        return local
    return datetime.combine(next_working_day(local.date()), OFFICE_OPENS, tzinfo=LONDON)


def working_time_between(start, end):
    """How much of the time from ``start`` to ``end`` lies on working days, nights included; none where end is first."""
    start, end = start.astimezone(LONDON), end.astimezone(LONDON)
    found, day = timedelta(0), start.date()
    while day <= end.date():
        if is_working_day(day):
            # A clock changes on a Sunday: a working day has 24 hours, and its clock times can be subtracted.
            found += _within(day, end, last=True) - _within(day, start, last=False)
        day += timedelta(days=1)
    return max(found, timedelta(0))


def add_working_time(moment, length):
    """The moment at which ``length`` of working days' time has gone by since ``moment``."""
    local = in_working_time(moment)
    left = timedelta(days=1) - _clock(local)
    while length >= left:
        length -= left
        local = datetime.combine(next_working_day(local.date()), time(0), tzinfo=LONDON)
        left = timedelta(days=1)
    return local + length


def due_after_a_pause(due, *, paused_at, resumed_at, unit):
    """When a promise that was due at ``due`` is due after it stood still, with exactly the time that it had left.

    Of working days only working time counts: who pauses on a Friday does not get the weekend back on a Tuesday.
    What was late stays as late as it was.
    """
    if unit != Unit.WORKING_DAYS or due <= paused_at:
        return due + (resumed_at - paused_at)
    left = working_time_between(in_working_time(paused_at), due)
    return add_working_time(resumed_at, left).astimezone(UTC)


def _clock(local):
    return timedelta(
        hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond
    )


def _within(day, moment, *, last):
    """How far into ``day`` the moment is; the whole day, or nothing of it, where it is another day."""
    if moment.date() == day:
        return _clock(moment)
    return timedelta(days=1) if last else timedelta(0)


def add_calendar_months(moment, months):
    """The same day and clock time so many months on; the month's last day where it has no such day."""
    local = moment.astimezone(LONDON)
    index = local.year * 12 + local.month - 1 + months
    year, month = divmod(index, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day)


def end_of(day):
    """The last minute of ``day`` on the clocks of this country: what is promised for a day may take all of it."""
    return datetime.combine(day, time(23, 59), tzinfo=LONDON)


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
