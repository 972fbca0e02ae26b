"""When a group meets: its weekly slot without the days on which nobody meets. Moments in, moments out."""

from datetime import datetime, timedelta

from timescales.working_time import LONDON, bank_holidays

from .models import Closure

WEEK = timedelta(weeks=1)
LENGTH = timedelta(hours=2)
# Nothing is planned further ahead than this.
HORIZON = timedelta(days=3 * 366)


def bank_holidays_between(first, last):
    """Their days, in order."""
    years = range(first.year, last.year + 1)
    return sorted(day for year in years for day in bank_holidays(year) if first <= day <= last)


class DaysOff:
    """Bank holidays, and the days on which ``closures`` close the place of one group."""

    def __init__(self, closures=()):
        self._closures = list(closures)

    @classmethod
    def of(cls, group, *, first):
        last = first + HORIZON
        return cls(Closure.objects.of_group(group).between(first, last).order_by("from_date", "pk"))

    def why(self, day):
        """Why nobody meets on ``day``; empty on any other day."""
        if day in bank_holidays(day.year):
            return "Bank holiday"
        return next((c.because for c in self._closures if c.from_date <= day <= c.to_date), "")


def local_day(moment):
    return moment.astimezone(LONDON).date()


def slots(weekday, starts, *, from_date, days_off):
    """The moments of a weekly slot from ``from_date`` on, at the same time on the clock all the year round."""
    day = from_date + timedelta(days=(weekday - from_date.weekday()) % 7)
    last = from_date + HORIZON
    while day <= last:
        if not days_off.why(day):
            yield datetime.combine(day, starts, tzinfo=LONDON)
        day += WEEK
