"""Timescales: changed for the future, kept as they were for the past."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.refusal import Refused
from audit.models import Entry
from dvpp.templatetags.dvpp_tags import since
from tests.world import NOON, World
from timescales import clocks
from timescales.actions import change_promise, withdraw_change
from timescales.models import PromiseRule
from timescales.promises import Promise

DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return World(NOON)


def change(world, *, valid_from=NOON + DAY, amount=24, unit="hours", reminders=(0.5,), at=NOON):
    return change_promise(
        Promise.CONTACT_HIM,
        amount=amount,
        unit=unit,
        reminders=list(reminders),
        valid_from=valid_from,
        by=world.administrator,
        at=at,
    )


def test_a_promise_that_starts_before_the_change_keeps_its_time_and_one_after_has_the_new(world):
    before, after = world.contacted(at=NOON - DAY), world.contacted(at=NOON - DAY)
    change(world)
    old = clocks.start(before.deadlines, Promise.CONTACT_HIM, at=NOON + DAY - timedelta(seconds=1))
    new = clocks.start(after.deadlines, Promise.CONTACT_HIM, at=NOON + DAY)
    assert old.due_at - old.started_at == timedelta(hours=48)
    assert new.due_at - new.started_at == timedelta(hours=24)


@pytest.mark.parametrize("moment", [NOON, NOON - DAY])
def test_the_present_and_the_past_do_not_change(world, moment):
    with pytest.raises(Refused, match="future only"):
        change(world, valid_from=moment)


@pytest.mark.parametrize(
    "wrong", [{"amount": 0}, {"amount": 9000}, {"amount": 30_000, "unit": "days"}, {"reminders": (1.0,)}]
)
def test_a_time_nobody_means_is_refused(world, wrong):
    with pytest.raises(Refused):
        change(world, **wrong)


def test_two_changes_of_one_moment_are_refused(world):
    change(world)
    with pytest.raises(Refused, match="already a change"):
        change(world, amount=12)


def test_a_change_is_ours_and_keeps_who_owes_it(world):
    rule = change(world)
    now = PromiseRule.objects.in_force(Promise.CONTACT_HIM, NOON)
    assert (rule.decided_by_us, rule.owed_by, rule.may_pause) == (True, now.owed_by, now.may_pause)
    assert Entry.objects.get(act="timescale.changed").actor_id == world.administrator.pk


def test_a_change_to_come_is_taken_out_and_one_in_force_is_not(world):
    rule = change(world)
    with pytest.raises(Refused, match="in force"):
        withdraw_change(rule, by=world.administrator, at=NOON + DAY)
    withdraw_change(rule, by=world.administrator, at=NOON)
    assert not PromiseRule.objects.filter(valid_from=NOON + DAY).exists()
    assert Entry.objects.filter(act="timescale.withdrawn").exists()


def test_a_change_on_which_a_promise_already_counts_stays(world):
    rule = change(world)
    clocks.start(world.contacted(at=NOON).deadlines, Promise.CONTACT_HIM, at=NOON + 2 * DAY)
    with pytest.raises(Refused, match="already counts"):
        withdraw_change(rule, by=world.administrator, at=NOON)


def test_the_page_changes_it_from_a_moment_to_come(client, world):
    client.force_login(world.administrator)
    day = timezone.localdate() + 30 * DAY
    fields = {"amount": "3", "unit": "working_days", "reminders": ["0.5"]}
    fields |= {
        "valid_from_0": day.day,
        "valid_from_1": day.month,
        "valid_from_2": day.year,
        "valid_from_3": "09:00",
    }
    client.post(reverse("timescale", args=["acknowledge"]), fields)
    rule = PromiseRule.objects.filter(promise="acknowledge").order_by("valid_from").last()
    assert (rule.length, rule.reminders) == ("3 working days", [0.5])
    page = client.get(reverse("timescales"))
    assert b"3 working days from" in page.content
    client.post(reverse("withdraw_timescale", args=[rule.pk]))
    assert not PromiseRule.objects.filter(pk=rule.pk).exists()


def test_what_both_sides_ask_each_of_their_own_names_both_who_owe_it(client, world):
    client.force_login(world.administrator)
    both = b"Facilitators of the area; to her, the ISS provider"
    assert both in client.get(reverse("timescales")).content
    assert both in client.get(reverse("timescale", args=["initial_measures"])).content
    assert both not in client.get(reverse("timescale", args=["contact_him"])).content


def test_the_page_refuses_the_past_with_the_reason(client, world):
    client.force_login(world.administrator)
    fields = {"amount": "3", "unit": "hours", "valid_from_0": 1, "valid_from_1": 1, "valid_from_2": 2020}
    page = client.post(reverse("timescale", args=["acknowledge"]), fields | {"valid_from_3": "09:00"})
    assert "valid_from" in page.context["form"].errors


def test_a_promise_nobody_made_is_not_found(client, world):
    client.force_login(world.administrator)
    assert client.get(reverse("timescale", args=["world-peace"])).status_code == 404


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2017, 9, 1, tzinfo=UTC), "1 September 2017"),
        (datetime(2026, 6, 1, 23, tzinfo=UTC), "2 June 2026"),
        (datetime(2026, 6, 1, 12, tzinfo=UTC), "1 June 2026 at 1pm"),
        (None, "Not recorded"),
    ],
)
def test_since_when_it_holds_is_a_day_where_it_begins_one(moment, shown):
    assert strip_tags(since(moment)) == shown
