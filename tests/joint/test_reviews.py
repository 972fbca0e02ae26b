"""Monthly joint case reviews: the next is a calendar month on, also from the end of January."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from joint.actions import hold_review
from tests.world import DAY, World, fresh


def review(world, him, at):
    hold_review(him, held_date=at.date(), attended_by="Both", risk="medium", by=world.manager, at=at)
    return him.deadlines.running().filter(promise="joint_review").first()


@pytest.fixture
def him(world):
    return world.on_programme()


@pytest.mark.parametrize(
    ("held", "following"),
    [
        (datetime(2027, 1, 28, 10, tzinfo=UTC), "2027-02-28 10:00"),
        (datetime(2027, 1, 29, 10, tzinfo=UTC), "2027-02-28 10:00"),
        (datetime(2027, 1, 30, 10, tzinfo=UTC), "2027-02-28 10:00"),
        (datetime(2027, 1, 31, 10, tzinfo=UTC), "2027-02-28 10:00"),
        (datetime(2028, 1, 31, 10, tzinfo=UTC), "2028-02-29 10:00"),
        (datetime(2027, 3, 5, 10, tzinfo=UTC), "2027-04-05 10:00"),  # ten by the clock on both days
    ],
    ids=["28 January", "29 January", "30 January", "31 January", "a leap year", "over the clock change"],
)
def test_the_next_review_is_due_a_calendar_month_on(world, him, held, following):
    due = timezone.localtime(review(world, him, held).due_at)
    assert f"{due:%Y-%m-%d %H:%M}" == following


def test_a_review_keeps_the_promise(world, him):
    first = him.deadlines.get(promise="joint_review")
    review(world, him, world.now + 10 * DAY)
    first.refresh_from_db()
    assert first.kept_at == world.now + 10 * DAY


def test_a_man_who_has_left_has_no_further_review(world, him):
    him = world.closed(him, at=world.now + DAY)
    assert review(world, fresh(him), world.now + 2 * DAY) is None


def test_the_page_says_when_the_next_is_due(client, db):
    world = World(timezone.now())
    him = world.on_programme()
    client.force_login(world.manager)
    today = timezone.localtime()
    data = {
        "held_date_0": today.day,
        "held_date_1": today.month,
        "held_date_2": today.year,
        "attended_by": "Both",
        "risk": "medium",
    }
    text = client.post(f"/joint/{him.pk}/review/", data, follow=True).content.decode()
    due = timezone.localtime(him.deadlines.running().get(promise="joint_review").due_at)
    assert f"The next is due by {due:%-d %B %Y}" in text
