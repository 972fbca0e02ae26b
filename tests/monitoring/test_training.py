"""The register of training: what is entered is counted, corrected with its trail, and withdrawn; take-up by team."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from audit.models import Entry
from monitoring.figures import Audience, Period, compute
from monitoring.training.actions import correct_training, record_training, withdraw_training
from monitoring.training.takeup import by_team
from tests.world import NOON, World


@pytest.fixture
def world(db):
    return World(NOON)


def held(world, **changes):
    said = {
        "held_date": NOON.date(),
        "kind": "motivating",
        "social_workers": 7,
        "known": [world.social_worker],
    }
    return record_training(**said | {"area": world.area} | changes, by=world.spoc, at=NOON)


def counted():
    figures = compute(Period(), Audience.INTERNAL)["fig13"]
    return figures["trained_motivating"], figures["trained_assessment_and_referral"]


def test_a_training_is_counted_as_soon_as_it_is_recorded_and_a_briefing_never(world):
    assert counted() == (0, 0)
    held(world)
    held(world, kind="assessment_and_referral", social_workers=4)
    held(world, kind="briefing", social_workers=30)
    assert counted() == (7, 4)


def test_what_is_put_right_is_counted_as_corrected_and_the_trail_says_what_it_was(world):
    training = held(world)
    said = {"held_date": NOON.date(), "kind": "motivating", "social_workers": 5}
    correct_training(training, **said, by=world.manager, at=NOON)
    assert counted() == (5, 0)
    entry = Entry.objects.filter(act="training.corrected").get()
    assert "7" in str(entry.details)


def test_what_was_entered_by_mistake_is_not_counted_and_stays_withdrawn(world):
    training = held(world)
    withdraw_training(training, by=world.spoc, at=NOON)
    assert counted() == (0, 0)
    assert by_team(since=NOON.date())[0][2] == "0"
    with pytest.raises(Refused, match="has been withdrawn"):
        withdraw_training(training, by=world.spoc, at=NOON)


def test_take_up_counts_each_person_once(world):
    for weeks in (60, 2):
        held(world, held_date=NOON.date() - timedelta(weeks=weeks))
    mine = next(row for row in by_team(since=NOON.date() - timedelta(weeks=50)) if row[2] == "1")
    assert mine[4] == "1"
    assert sum(int(row[2]) for row in by_team(since=NOON.date())) == 1
    assert sum(int(row[4]) for row in by_team(since=NOON.date())) == 0


def typed(world, **changes):
    day = {"held_date_0": str(NOON.day), "held_date_1": str(NOON.month), "held_date_2": str(NOON.year)}
    said = {"kind": "motivating", "known": [world.social_worker.pk], "social_workers": "9", "led_by": ""}
    return day | said | changes


def test_the_page_records_who_came(client, world):
    client.force_login(world.spoc)
    page = client.get(reverse("new_training_in", args=[world.area.pk]))
    assert world.social_worker.name in page.content.decode()
    answer = client.post(reverse("new_training_in", args=[world.area.pk]), typed(world))
    assert answer.status_code == 302
    assert counted() == (9, 0)


def test_fewer_than_were_ticked_is_asked_again_where_it_was_typed(client, world):
    client.force_login(world.spoc)
    two = [world.social_worker.pk, world.colleague.pk]
    answer = client.post(
        reverse("new_training_in", args=[world.area.pk]), typed(world, known=two, social_workers="1")
    )
    assert "You selected 2 who came. Enter 2 or more." in answer.content.decode()
    assert counted() == (0, 0)
