"""Her measures hang on weeks of the calendar from his start, and run on whatever he does."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils.timezone import localtime

from iss import actions as iss
from iss.measures.windows import windows_of
from outcomes.schedule import hers
from programme.models import Session
from tests.world import DAY, HOUR, NOON, WEEK, World, fresh

STAGES = ("initial_measures", "midway_measures", "end_measures", "follow_up_measures")


@pytest.fixture
def world(db):
    return World()


def days(file):
    """{promise: (the day it hangs on, the day it is due)} of what is still owed of her measures."""
    rows = file.deadlines.running().filter(promise__in=STAGES)
    return {row.promise: (localtime(row.started_at).date(), localtime(row.due_at).date()) for row in rows}


def expected(start):
    anchors = {
        "initial_measures": (start, 14),
        "midway_measures": (start + 15 * WEEK, 14),
        "end_measures": (start + 30 * WEEK, 14),
    }
    found = {promise: (day, day + timedelta(days=more)) for promise, (day, more) in anchors.items()}
    follow_up = hers(start=start, **settings.HER_SCHEDULE)["follow_up"].anchor
    return found | {"follow_up_measures": (follow_up, follow_up + timedelta(days=30))}


def test_they_are_counted_from_the_session_he_was_given_and_then_from_the_one_he_came_to(world):
    him = world.suitable()
    file = world.her_file(him)
    assert days(file) == expected(date(2026, 6, 3))
    world.on_programme(him)
    first, second = Session.objects.order_by("starts_at")[:2]
    assert days(file) == expected(localtime(first.starts_at).date())
    world.register(first, {fresh(him): "absent_notice"})
    world.register(second, {fresh(him): "attended"})
    assert days(file) == expected(localtime(second.starts_at).date())


def test_they_run_on_after_he_drops_out(world):
    him = world.on_programme()
    file = world.her_contacted(world.her_file(him))
    first, second, third = Session.objects.order_by("starts_at")[:3]
    world.register(first, {him: "attended"})
    before = days(file)
    world.register(second, {fresh(him): "absent_no_contact"})
    world.register(third, {fresh(him): "absent_no_contact"})
    assert fresh(him).status == "closed"
    assert days(file) == before == expected(localtime(first.starts_at).date())


def test_they_run_on_where_he_never_starts(world):
    him = world.on_programme()
    file = world.her_contacted(world.her_file(him))
    first, second = Session.objects.order_by("starts_at")[:2]
    world.register(first, {him: "absent_no_contact"})
    world.register(second, {fresh(him): "absent_no_contact"})
    assert fresh(him).status == "closed"
    assert days(file) == expected(localtime(first.starts_at).date())


def test_what_was_asked_already_stays_where_it_was(world):
    him = world.suitable()
    file = world.her_contacted(world.her_file(him))
    iss.record_her_measure(file, stage="initial", why_not="declined", by=world.iss_worker, at=NOON + HOUR)
    world.on_programme(him)
    assert "initial_measures" not in days(file)
    assert file.deadlines.get(promise="initial_measures").kept_at == NOON + HOUR


def test_a_file_of_hers_that_is_closed_is_owed_nothing(world):
    him = world.suitable()
    file = world.her_contacted(world.her_file(him))
    iss.close_file(file, because="Her decision.", by=world.iss_worker, at=NOON + HOUR)
    world.on_programme(him)
    assert days(file) == {}


@pytest.mark.parametrize(
    ("stage", "opens", "closes"),
    [
        ("initial", date(2026, 5, 20), date(2026, 6, 17)),
        ("midway", date(2026, 8, 26), date(2026, 10, 7)),
        ("end", date(2026, 12, 16), date(2027, 1, 13)),
        ("follow_up", date(2027, 5, 31), date(2027, 7, 30)),
    ],
)
def test_a_measure_belongs_from_the_first_day_of_its_window_to_the_last(world, stage, opens, closes):
    file = world.her_file(world.suitable())
    file.refresh_from_db()
    window = windows_of(file)[stage]
    one = timedelta(days=1)
    found = [day in window for day in (opens - one, opens, closes, closes + one)]
    assert found == [False, True, True, False]


def test_a_promise_is_missed_the_moment_after_its_day(world):
    file = world.her_contacted(world.her_file(world.suitable()))
    due = file.deadlines.get(promise="initial_measures")
    assert due.due_at == NOON + 14 * DAY
    assert not file.deadlines.overdue(due.due_at - HOUR).filter(promise="initial_measures").exists()
    assert file.deadlines.overdue(due.due_at).filter(promise="initial_measures").exists()
