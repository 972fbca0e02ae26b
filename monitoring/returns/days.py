"""When a return is drafted. Pure."""

from datetime import timedelta

from monitoring.figures.quarter import Quarter
from timescales.working_time import next_working_day


def drafting_day(quarter, working_day):
    """The so-many-th working day after the quarter."""
    day = quarter.last_day
    for _ in range(working_day):
        day = next_working_day(day)
    return day


def just_ended(day):
    """The latest quarter that is over on ``day``."""
    return Quarter.of(day).previous


def ended_before(day, *, since):
    """Quarters that are over on ``day``, the latest first, back to the one of ``since``."""
    quarter, found = just_ended(day), []
    while quarter.last_day >= since and len(found) < 40:
        found.append(quarter)
        quarter = Quarter.of(quarter.first_day - timedelta(days=1))
    return found
