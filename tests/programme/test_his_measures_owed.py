"""When his measures are owed: first session, half of them, the end, six months later, for men who complete and who stop."""

import pytest
from django.utils.timezone import localtime

from outcomes.models import Stage
from referrals.actions import close, record_measure
from referrals.measuring.windows import due_stage, windows
from tests.programme.kit import CAME, sessions_of
from tests.world import DAY, HOUR, World, fresh
from timescales.working_time import add_calendar_months

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return World()


def owed(him):
    found = him.deadlines.filter(promise__endswith="_measures", stopped_at=None, kept_at=None)
    return {row.promise: (row.started_at, row.due_at) for row in found}


def test_each_is_owed_from_its_day_for_its_days(world):
    group = world.group(required=2)
    him = world.on_programme(group=group)
    first, second = sessions_of(group)[:2]
    assert owed(him) == {}
    world.register(first, {him: CAME})
    at = first.starts_at + 2 * HOUR
    assert owed(him)["initial_measures"] == (at, at + 14 * DAY)
    assert owed(him)["midway_measures"] == (at, at + 14 * DAY)
    day = localtime(at).date()
    window = windows(him)[Stage.INITIAL]
    assert (window.opens, window.closes) == (day - 14 * DAY, day + 14 * DAY)
    assert due_stage(him, at=at) in (Stage.INITIAL, Stage.MIDWAY)
    world.register(second, {him: CAME})
    ended = second.starts_at + 2 * HOUR
    later = add_calendar_months(ended, 6)
    assert owed(fresh(him)) == {
        "end_measures": (ended, ended + 14 * DAY),
        "follow_up_measures": (later, later + 30 * DAY),
    }


def test_a_man_whose_file_is_closed_is_asked_at_the_end_and_six_months_later(world):
    him = world.on_programme(group=world.group(required=4))
    close(him, reason="withdrew", by=world.facilitator, at=world.now)
    later = add_calendar_months(world.now, 6)
    assert owed(him) == {
        "end_measures": (world.now, world.now + 14 * DAY),
        "follow_up_measures": (later, later + 30 * DAY),
    }
    assert due_stage(him, at=world.now) == Stage.END
    assert due_stage(him, at=later) == Stage.END
    record_measure(him, stage="end", why_not="declined", by=world.facilitator, at=later)
    assert due_stage(him, at=later) == Stage.FOLLOW_UP


def test_what_was_taken_before_it_was_due_is_not_owed_again(world):
    group = world.group(required=4)
    him = world.on_programme(group=group)
    given = {"asked_date": world.now.date(), "by": world.facilitator, "at": world.now}
    record_measure(him, stage="initial", **given)
    record_measure(him, stage="end", **given)
    world.register(sessions_of(group)[0], {him: CAME})
    assert owed(him) == {}
    close(fresh(him), reason="withdrew", by=world.facilitator, at=sessions_of(group)[0].ends_at + DAY)
    assert set(owed(him)) == {"follow_up_measures"}


def test_declining_one_day_keeps_the_promise_and_leaves_him_to_be_asked_another_day(world):
    group = world.group(required=4)
    him = world.on_programme(group=group)
    session = sessions_of(group)[0]
    world.register(session, {him: CAME})
    at = session.ends_at + DAY
    record_measure(him, stage="initial", why_not="declined", by=world.facilitator, at=at)
    assert owed(him) == {}
    record_measure(him, stage="initial", asked_date=at.date(), by=world.facilitator, at=at + DAY)
    assert him.measures.count() == 2
