"""What a manager keeps in order, whatever the day on which the demonstration is made."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from demonstration import live, schedule
from demonstration.region import settle
from demonstration.steps import Steps
from programme.models import LeadCover

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.django_db
@pytest.mark.parametrize("later", range(7))
def test_somebody_free_covers_for_one_of_the_pair(later):
    """On Tuesdays and Thursdays whoever covers leads another group on the evening of the pair."""
    at = TUESDAY + timedelta(days=later)
    people = settle(password="x", at=at)
    steps, day = Steps(people), live._last_working_day(at)
    for name, start in (("day", time(10)), ("evening", time(18, 30))):
        live._group(steps, name, day, start, at)
    schedule.arrange(people, at=at)
    cover = LeadCover.objects.get()
    assert cover.away == people["facilitator-2"]
    assert cover.covered_by == people["facilitator-4"]
