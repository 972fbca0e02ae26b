"""When each of her measures belongs."""

from django.conf import settings

from outcomes import schedule


def windows_of(file):
    """{stage: Window}; none before he was found suitable."""
    return schedule.hers(start=file.measures_from, **settings.HER_SCHEDULE) if file.measures_from else {}
