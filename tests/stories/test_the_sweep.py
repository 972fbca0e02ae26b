"""Promises found broken: once, by whoever gets there first, however many look at the same time."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import Cover
from alerts.models import Alert, Notice
from monitoring.actions import sweep
from referrals import actions as his
from tests.world import DAY, HOUR, NOON, World, fresh
from timescales import clocks
from timescales.promises import Promise

MINUTE = timedelta(minutes=1)


def kinds_of(person):
    return list(person.notices.values_list("alert__kind", flat=True))


def missed():
    return Alert.objects.filter(kind="promise_missed")


@pytest.fixture
def world(db):
    return World()


def swept(at):
    return sweep(at=at).as_dict()


@pytest.mark.parametrize(
    ("after", "expected"),
    [(timedelta(hours=47, minutes=59), 0), (timedelta(hours=48), 1), (timedelta(hours=49), 1)],
)
def test_48_hours_are_48_hours(world, after, expected):
    world.acknowledged()
    assert swept(NOON + after)["missed"] == expected


def test_a_second_pass_of_the_same_moment_finds_nothing(world):
    world.acknowledged()
    at = NOON + 3 * DAY
    assert swept(at) == {"reminded": 0, "missed": 1, "alerts": 1}
    assert swept(at) == {"reminded": 0, "missed": 0, "alerts": 0}


def test_the_owner_is_reminded_at_half_and_at_nine_tenths_and_once_each(world):
    world.acknowledged()
    assert swept(NOON + 23 * HOUR)["reminded"] == 0
    assert [swept(NOON + 24 * HOUR)["reminded"] for _ in range(2)] == [1, 0]
    assert swept(NOON + 43 * HOUR)["reminded"] == 0
    assert [swept(NOON + 44 * HOUR)["reminded"] for _ in range(2)] == [1, 0]
    assert swept(NOON + 47 * HOUR)["reminded"] == 0
    assert kinds_of(world.facilitator).count("promise_reminder") == 2


def test_a_sweep_that_was_away_reminds_once_and_not_of_everything_it_slept_through(world):
    world.acknowledged()
    assert swept(NOON + 47 * HOUR) == {"reminded": 1, "missed": 0, "alerts": 1}


def test_a_miss_tells_the_owners_and_the_manager(world):
    world.acknowledged()
    swept(NOON + 3 * DAY)
    for person in (world.facilitator, world.second_facilitator, world.manager):
        assert "promise_missed" in kinds_of(person)
    assert "promise_missed" not in kinds_of(world.social_worker) + kinds_of(world.iss_worker)


def test_who_covers_for_an_absent_manager_is_told_too(world):
    Cover.objects.create(
        away=world.manager, covered_by=world.spoc, from_date=NOON.date(), to_date=(NOON + 9 * DAY).date()
    )
    world.acknowledged()
    swept(NOON + 3 * DAY)
    assert "promise_missed" in kinds_of(world.spoc)


def test_a_missed_promise_stays_overdue_until_it_is_kept(world):
    referral = world.acknowledged()
    swept(NOON + 3 * DAY)
    deadline = referral.deadlines.get(promise=Promise.CONTACT_HIM)
    assert deadline.words(NOON + 4 * DAY) == "2 days late"
    his.log_contact(
        fresh(referral),
        happened_at=NOON + 4 * DAY,
        channel="phone",
        two_way=True,
        by=world.facilitator,
        at=NOON + 4 * DAY,
    )
    deadline.refresh_from_db()
    assert deadline.missed_at
    assert deadline.words(NOON + 5 * DAY) == "kept, 2 days late"


def test_contact_made_in_time_but_written_down_late_kept_the_promise(world):
    referral = world.acknowledged()
    his.log_contact(
        referral,
        happened_at=NOON + 47 * HOUR,
        channel="phone",
        two_way=True,
        by=world.facilitator,
        at=NOON + 3 * DAY,
    )
    assert referral.deadlines.get(promise=Promise.CONTACT_HIM).words(NOON + 4 * DAY) == "kept"


def test_an_attempt_does_not_keep_the_promise_and_is_reported_too(world):
    referral = world.acknowledged()
    his.log_contact(
        referral,
        happened_at=NOON + HOUR,
        channel="phone",
        two_way=False,
        by=world.facilitator,
        at=NOON + HOUR,
    )
    referral = fresh(referral)
    assert (referral.first_attempt_at, referral.contacted_at) == (NOON + HOUR, None)
    assert swept(NOON + 2 * DAY)["missed"] == 1


def test_a_hold_stops_the_clock_and_gives_the_time_left_back(world):
    referral = world.acknowledged()
    his.hold(referral, reason="Hospital", review_date=NOON.date(), by=world.facilitator, at=NOON + 12 * HOUR)
    assert swept(NOON + 20 * DAY)["missed"] == 0
    his.resume(fresh(referral), by=world.facilitator, at=NOON + 20 * DAY)
    deadline = referral.deadlines.get(promise=Promise.CONTACT_HIM)
    assert deadline.due_at == NOON + 20 * DAY + 36 * HOUR


def test_starting_a_promise_twice_buys_no_time(world):
    referral = world.acknowledged()
    clocks.start(referral.deadlines, Promise.CONTACT_HIM, at=NOON + DAY)
    assert referral.deadlines.get(promise=Promise.CONTACT_HIM).due_at == NOON + 2 * DAY


def test_the_command_prints_only_json(world, capsys):
    world.acknowledged()
    call_command("sweep", "--at", (NOON + 3 * DAY).isoformat())
    assert json.loads(capsys.readouterr().out) == {"reminded": 0, "missed": 1, "alerts": 1}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_four_workers_sweeping_fifty_overdue_promises_raise_exactly_fifty_alerts():
    world = World()
    for _ in range(50):
        world.acknowledged(partners=[])
    told = [world.facilitator, world.second_facilitator, world.manager]

    def one_worker(_):
        try:
            return sweep(at=NOON + 3 * DAY).missed
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(one_worker, range(4)))
    assert sum(counts) == 50
    assert missed().count() == 50
    assert Notice.objects.filter(alert__in=missed()).count() == 50 * len(told)


def test_a_session_to_which_nobody_was_expected_owes_no_register(world):
    group = world.group()
    ended = group.sessions.order_by("starts_at").first().ends_at
    assert swept(ended + 3 * DAY)["missed"] == 0


def test_a_register_that_nobody_took_is_owed_even_when_he_has_left_since(world):
    referral = world.on_programme()
    session = referral.enrolments.get().first_session
    his.close(referral, reason="withdrew", by=world.facilitator, at=session.ends_at + HOUR)
    sweep(at=session.ends_at + 25 * HOUR)
    assert missed().filter(about_model="programme.session").count() == 1
    world.register(session, {referral: "attended"})
    assert not session.deadlines.running().exists()


def test_the_iss_hears_beforehand_of_a_session_that_stirs_strong_feelings(world):
    referral = world.on_programme()
    session = referral.enrolments.get().first_session
    type(session).objects.filter(pk=session.pk).update(high_emotion=True)
    assert [swept(session.starts_at - DAY)["alerts"] > 0 for _ in range(2)] == [True, False]
    assert kinds_of(world.iss_worker).count("high_emotion") == 1
    assert "high_emotion" not in kinds_of(world.facilitator)
