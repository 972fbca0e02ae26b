from datetime import timedelta

import pytest

from programme.actions import cancel_session, log_key_work
from programme.managing.leaving import SIGNS, Limits, Stands, signs_of
from programme.managing.reading import facilitators, groups_by_size, may_leave, weeks
from tests.world import DAY, WEEK, fresh

from .kit import ABSENT, CAME, a_man, men, sessions_of, six_weeks_ago

LIMITS = Limits(waits_days=14, late_of_last_four=2, no_contact_days=28)
MISSED, WAITS, LATE, ALONE = SIGNS


@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        (Stands(), []),
        (Stands(waits_days=13), []),
        (Stands(waits_days=14), [WAITS]),
        (Stands(missed_without_word=True), [MISSED]),
        (Stands(late_of_last_four=1), []),
        (Stands(late_of_last_four=2), [LATE]),
        (Stands(since_contact_days=27), []),
        (Stands(since_contact_days=28), [ALONE]),
        (Stands(None, True, 4, 99), [MISSED, LATE, ALONE]),
    ],
)
def test_the_signs_at_their_limits(stands, expected):
    assert signs_of(stands, LIMITS) == expected


@pytest.mark.django_db
def test_who_may_leave_and_why(world):
    long_ago = six_weeks_ago(world)
    group = world.group(at=long_ago)
    quiet, late, spoken, missing = men(world, group, 4, at=long_ago)
    held = [session for session in sessions_of(group) if session.starts_at < world.now]
    for session in held[-2:]:
        world.register(session, {quiet: CAME, late: "late", spoken: CAME})
    world.register(held[-1], {missing: ABSENT})
    log_key_work(spoken, happened_at=world.now - 27 * DAY, mode="phone", by=world.facilitator, at=world.now)
    found, _ = may_leave(world.manager, at=world.now)
    assert dict(found) == {
        fresh(quiet): [ALONE],
        fresh(late): [LATE, ALONE],
        fresh(missing): [MISSED, ALONE],
    }


@pytest.mark.django_db
def test_a_man_who_waits_long_and_nobody_of_another_area(world):
    waits = world.suitable(at=world.now - 14 * DAY)
    found, _ = may_leave(world.manager, at=world.now)
    assert found == [(fresh(waits), [WAITS])]
    assert may_leave(world.other_facilitator, at=world.now)[0] == []


@pytest.mark.django_db
def test_sessions_of_each_week_as_they_came_out(world):
    long_ago = six_weeks_ago(world)
    group = world.group(at=long_ago)
    him = a_man(world, group, at=long_ago)
    first, second, *_ = sessions_of(group)
    world.register(first, {him: CAME})
    cancel_session(second, because="Flood", by=world.manager, at=second.starts_at - DAY)
    by_week = {week.begins: week for week in weeks(world.manager, at=world.now)}
    assert len(by_week) == 9

    def of(session):
        day = session.starts_at.date()
        return by_week[day - timedelta(days=day.weekday())]

    assert (of(first).held, of(first).cancelled) == (1, 0)
    assert (of(second).held, of(second).cancelled) == (0, 1)
    assert of(sessions_of(group)[2]).planned == 1


@pytest.mark.django_db
def test_groups_with_few_men_are_named(world):
    group = world.group()
    a_man(world, group)
    over, few = groups_by_size(world.manager, at=world.now)
    assert (over, few) == ([], [(group, 1)])


@pytest.mark.django_db
def test_load_and_continuity_of_those_who_lead(world):
    long_ago = six_weeks_ago(world)
    group = world.group(at=long_ago)
    him = a_man(world, group, at=long_ago)
    for session in sessions_of(group)[:3]:
        world.register(session, {him: CAME})
    rows = {person: numbers for person, *numbers in facilitators(world.manager, at=world.now)}
    assert rows == {group.lead_man: [3, 3, 1], group.lead_woman: [3, 3, 1]}


@pytest.mark.django_db
def test_the_same_queries_however_many_men(facilitator, today, django_assert_max_num_queries):
    long_ago = today.now - 6 * WEEK
    group = today.group(at=long_ago)
    a_man(today, group, number=1, at=long_ago)
    with django_assert_max_num_queries(60) as few:
        assert facilitator.get("/programme/today/").status_code == 200
    for number in range(2, 9):
        a_man(today, group, number=number, at=long_ago)
    with django_assert_max_num_queries(60) as many:
        facilitator.get("/programme/today/")
    assert len(many) == len(few)
