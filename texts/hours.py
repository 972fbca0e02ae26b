"""When a telephone may ring with our message."""

from datetime import datetime, timedelta

from django.conf import settings

from timescales.working_time import LONDON


def not_in_quiet_hours(at):
    """``at``, or the next moment after it at which he may be written to: by day, in London."""
    first, last = settings.TEXT_HOURS
    local = at.astimezone(LONDON)
    if first <= local.hour < last:
        return at
    day = local.date() if local.hour < first else local.date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, first, tzinfo=LONDON)
