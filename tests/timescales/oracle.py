"""Deadlines counted out hour by hour, by rules written down here alone: no library of time zones, of holidays or of ours.

Everything is UTC, naive. Rules of the calendar change on full hours, so between two full hours nothing changes.
"""

# ruff: noqa: DTZ001 - everything here is UTC, naive
from datetime import date, datetime, timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Days by proclamation, and those that were moved for an occasion: (the usual day or None, the day it was)
OCCASIONS = (
    (None, date(2011, 4, 29)),
    (date(2012, 5, 28), date(2012, 6, 4)),
    (None, date(2012, 6, 5)),
    (date(2020, 5, 4), date(2020, 5, 8)),
    (date(2022, 5, 30), date(2022, 6, 2)),
    (None, date(2022, 6, 3)),
    (None, date(2022, 9, 19)),
    (None, date(2023, 5, 8)),
)


def last_sunday(year, month):
    day = date(year, month, 31)
    while day.weekday() != 6:
        day -= DAY
    return day


def is_summer(moment):
    """Whether the clocks of this country are an hour ahead at ``moment``: from one o'clock UTC of a Sunday to another."""
    begins, ends = (last_sunday(moment.year, month) for month in (3, 10))
    return datetime(*begins.timetuple()[:3], 1) <= moment < datetime(*ends.timetuple()[:3], 1)


def on_the_wall(moment):
    return moment + HOUR if is_summer(moment) else moment


def from_the_wall(wall):
    """The moment at which clocks show ``wall``: the first of two, and where there is none as if they had not changed."""
    for moment in (wall - HOUR, wall):
        if on_the_wall(moment) == wall:
            return moment
    return wall


def easter_sunday(year):
    """The anonymous algorithm of 1876."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    (i, k), m = divmod(c, 4), (a + 11 * h) // 319
    weekday = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + weekday + 90) // 25
    return date(year, month, (h - m + weekday + month + 19) % 32)


def _monday(year, month, *, last=False):
    days = [date(year, month, number) for number in range(1, 32 if month in (5, 8) else 31)]
    mondays = [day for day in days if day.weekday() == 0]
    return mondays[-1 if last else 0]


def holidays(year):
    days = {easter_sunday(year) - 2 * DAY, easter_sunday(year) + DAY}
    days |= {_monday(year, 5), _monday(year, 5, last=True), _monday(year, 8, last=True)}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in days:  # a day in lieu, after any other
            fixed += DAY
        days.add(fixed)
    for usual, instead in OCCASIONS:
        if instead.year == year:
            days.discard(usual)
            days.add(instead)
    return days


_KEPT = {}


def works(day):
    if day.year not in _KEPT:
        _KEPT[day.year] = holidays(day.year)
    return day.weekday() < 5 and day not in _KEPT[day.year]


def _to_the_hour(moment):
    return moment.replace(minute=0, second=0, microsecond=0) + HOUR


def when_work_begins(moment):
    """The moment itself on a working day, else nine on the wall of the next one."""
    wall = on_the_wall(moment)
    if works(wall.date()):
        return moment
    while not (works(wall.date()) and wall.hour == 9):
        moment = _to_the_hour(moment)
        wall = on_the_wall(moment)
    return moment


def after_elapsed(moment, hours):
    for _ in range(hours):
        moment += HOUR
    return moment


def after_working(moment, length):
    """When ``length`` of working days' time, nights included, has gone by: counted from hour to hour."""
    moment = when_work_begins(moment)
    while True:
        following = _to_the_hour(moment)
        if works(on_the_wall(moment).date()):
            if length < following - moment:
                return moment + length
            length -= following - moment
        moment = following


def working_between(start, end):
    found = timedelta(0)
    while start < end:
        following = min(_to_the_hour(start), end)
        if works(on_the_wall(start).date()):
            found += following - start
        start = following
    return found


def after_months(moment, months):
    """The same day of the month and the same wall clock; day by day back where that month is too short."""
    wall = on_the_wall(moment)
    year, month = wall.year, wall.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = wall.day
    while True:
        try:
            return from_the_wall(wall.replace(year=year, month=month, day=number))
        except ValueError:
            number -= 1
