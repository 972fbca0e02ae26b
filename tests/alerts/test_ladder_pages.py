"""An administrator changes whom an alert reaches next, for the future; and sees which organisations to ring."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.refusal import Refused
from alerts.ladders.actions import change_ladder, withdraw_ladder
from alerts.models import LadderRule
from monitoring.actions import sweep
from tests.world import World

DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return World(timezone.now() - DAY)


def change(world, *, rungs=((10, "managers"), (30, "platform")), days=1, at=None):
    at = at or world.now
    return change_ladder(
        "released", rungs=list(rungs), valid_from=at + days * DAY, by=world.administrator, at=at
    )


def test_alerts_told_before_the_change_keep_their_ladder(world):
    change(world, days=1)
    world.pending(at=world.now)
    sweep(at=world.now + timedelta(minutes=31))
    assert not world.administrator.notices.exists()
    assert LadderRule.objects.in_force("released", world.now + DAY).rungs.count() == 2
    assert LadderRule.objects.in_force("released", world.now).kind == ""


@pytest.mark.parametrize(
    ("rungs", "days"), [((), 1), (((30, "managers"), (30, "platform")), 1), (((30, "managers"),), -1)]
)
def test_a_ladder_that_nobody_means_is_refused(world, rungs, days):
    with pytest.raises(Refused):
        change(world, rungs=rungs, days=days)


def test_what_is_in_force_stays_on_record(world):
    rule = LadderRule.objects.get(kind="distress")
    with pytest.raises(Refused, match="in force"):
        withdraw_ladder(rule, by=world.administrator, at=world.now)
    withdraw_ladder(change(world), by=world.administrator, at=world.now)
    assert not LadderRule.objects.filter(kind="released").exists()


def test_the_page_asks_for_steps_in_their_order_where_they_were_typed(client, world):
    client.force_login(world.administrator)
    page = client.get("/ladders/of/distress/").content.decode()
    assert 'value="20"' in page
    data = {"minutes_1": 60, "audience_1": "managers", "minutes_2": 30, "audience_2": "platform"}
    page = client.post("/ladders/of/distress/", data).content.decode()
    assert "Each step must come later than the one before it" in page
    day = timezone.localtime() + 3 * DAY
    moment = {
        "valid_from_0": day.day,
        "valid_from_1": day.month,
        "valid_from_2": day.year,
        "valid_from_3": "9am",
    }
    client.post("/ladders/of/distress/", data | {"minutes_2": 90} | moment)
    latest = LadderRule.objects.filter(kind="distress").latest("valid_from")
    assert list(latest.rungs.values_list("minutes", flat=True)) == [60, 90]


def test_the_list_names_each_silent_organisation_once_and_nothing_of_the_case(client, world):
    him = world.pending(at=world.now)
    world.pending(at=world.now)
    sweep(at=world.now + 4 * DAY)
    client.force_login(world.administrator)
    page = client.get("/ladders/unanswered/").content.decode()
    assert page.count("Birmingham and Solihull") == 1
    assert him.reference not in page
    assert world.her_file(him).reference not in page
