"""What a target means for one quarter. Pure."""

from datetime import timedelta
from fractions import Fraction

DAY = timedelta(days=1)


def share(target, quarter):
    """How many of a ``monitoring.models.Target`` fall to the quarter: by the days in which it is in force.

    Rounded to the nearest whole number, halves up.
    """
    first = max(target.first_day, quarter.first_day)
    last = min(target.last_day or quarter.last_day, quarter.last_day)
    days = max(0, (last - first).days + 1)
    exact = target.amount * Fraction(days, _days_of_one(target, quarter))
    return int(exact + Fraction(1, 2))


def _days_of_one(target, quarter):
    """In how many days the whole amount is due."""
    if target.per == "week":
        return 7
    if target.per == "quarter":
        return quarter.days
    if target.per == "year":
        return sum(each.days for each in _year_of(quarter))
    return (target.last_day - target.first_day).days + 1


def _year_of(quarter):
    first = type(quarter)(quarter.year, 1)
    return first, first.next, first.next.next, first.next.next.next
