"""The DASH is owed again after a change, and every three months; one clock runs, and the next DASH keeps it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from iss import actions
from iss.models import Because, DashReason
from joint.actions import flag_counter_allegation
from referrals.actions import close, hold, resume
from tests.world import DAY, HOUR, NOON, WEEK, fresh
from timescales.actions import change_promise
from timescales.models import PromiseRule

# NOON is a Thursday: five working days on is the Thursday after
IN_FIVE_WORKING_DAYS = NOON + WEEK


@pytest.fixture
def file(world, file):
    return world.her_contacted(file)


def owe(file, because=Because.INCIDENT, at=NOON):
    return actions.owe_reassessment(file, because=because, at=at)


def dash(world, file, at=NOON):
    return actions.record_dash(file, asked_date=at.date(), answers=["no"] * 24, by=world.iss_worker, at=at)


def clock(file, promise="reassess_dash"):
    return file.deadlines.running().get(promise=promise)


def reasons(file):
    return list(file.dash_reasons.filter(answered_by=None).order_by("pk").values_list("because", flat=True))


def test_after_an_incident_it_is_owed_within_five_working_days(file):
    owe(file)
    assert clock(file).due_at == IN_FIVE_WORKING_DAYS
    assert reasons(file) == ["incident"]


def test_two_reasons_run_one_clock_and_the_earlier_moment_holds(file):
    owe(file)
    owe(file, Because.PREGNANCY, at=NOON + DAY)
    assert clock(file).due_at == IN_FIVE_WORKING_DAYS
    assert reasons(file) == ["incident", "pregnancy"]


def test_a_shorter_timescale_of_later_brings_the_moment_forward(world, file):
    change_promise(
        "reassess_dash",
        amount=1,
        unit="hours",
        reminders=[],
        valid_from=NOON + HOUR,
        by=world.administrator,
        at=NOON,
    )
    owe(file)
    owe(file, Because.SEPARATION, at=NOON + 2 * HOUR)
    assert clock(file).due_at == NOON + 3 * HOUR


def test_the_next_dash_keeps_it_and_answers_every_reason(world, file):
    owe(file)
    owe(file, Because.SEPARATION)
    made = dash(world, file, at=NOON + DAY)
    assert file.deadlines.get(promise="reassess_dash").kept_at == NOON + DAY
    assert set(DashReason.objects.values_list("answered_by", flat=True)) == {made.pk}


@pytest.mark.parametrize(
    ("made", "due"),
    [
        (datetime(2026, 1, 31, 12, tzinfo=UTC), datetime(2026, 4, 30, 11, tzinfo=UTC)),
        (datetime(2025, 11, 30, 12, tzinfo=UTC), datetime(2026, 2, 28, 12, tzinfo=UTC)),
    ],
    ids=["31 January, the clocks change between", "30 November"],
)
def test_three_calendar_months_after_each_dash_it_is_owed_again(world, file, made, due):
    dash(world, file, at=made)
    assert clock(file, "review_dash").due_at == due


def test_a_dash_after_an_incident_starts_the_three_months_anew(world, file):
    dash(world, file)
    dash(world, file, at=NOON + WEEK)
    assert clock(file, "review_dash").started_at == NOON + WEEK
    assert file.deadlines.filter(promise="review_dash").count() == 2


def test_his_hold_and_his_closure_owe_it(world):
    referral = world.suitable()
    file = world.her_contacted(world.her_file(referral))
    hold(referral, reason="Hospital", review_date=NOON.date(), by=world.facilitator, at=NOON)
    resume(fresh(referral), by=world.facilitator, at=NOON + DAY)
    close(fresh(referral), reason="withdrew", by=world.facilitator, at=NOON + DAY)
    assert reasons(file) == ["his_hold", "his_closure"]
    assert clock(file).due_at == IN_FIVE_WORKING_DAYS


def test_while_sharing_is_stopped_the_worker_learns_only_that_something_has_changed(world):
    referral = world.suitable()
    file = world.her_contacted(world.her_file(referral))
    flag_counter_allegation(referral, by=world.manager, at=NOON)
    close(fresh(referral), reason="withdrew", by=world.facilitator, at=NOON)
    assert reasons(file) == ["ask_manager"]


def test_nothing_is_owed_where_her_file_is_closed_or_only_held(world, file):
    actions.close_file(file, because="Her wish.", by=world.iss_worker, at=NOON)
    assert owe(file) is None
    held = world.her_file(world.attended())
    assert owe(held) is None
    assert not DashReason.objects.exists()


def test_the_iss_owes_it_by_a_dated_rule_of_ours(db):
    rules = PromiseRule.objects.filter(promise__in=["reassess_dash", "review_dash"])
    assert {(rule.owed_by, rule.decided_by_us, rule.length) for rule in rules} == {
        ("iss", True, "5 working days"),
        ("iss", True, "3 calendar months"),
    }


def test_her_worker_says_what_has_changed(client, world, file):
    client.force_login(world.iss_worker)
    client.post(reverse("her_dash_again", args=[file.pk]), {"because": "pregnancy"})
    assert reasons(file) == ["pregnancy"]
    assert "She is pregnant" in client.get(reverse("her_dash", args=[file.pk])).content.decode()
