"""A review counts on the day on which it was held, not on that on which it was written down."""

import pytest
from django.utils import timezone

from joint.actions import hold_review
from tests.world import DAY, World


@pytest.fixture
def world(db):
    return World()


def reviewed(world, him, *, held, at):
    hold_review(him, held_date=held.date(), attended_by="Both", risk="medium", by=world.manager, at=at)
    return him.deadlines.running().get(promise="joint_review")


def test_the_month_to_the_next_review_counts_from_the_day_the_last_was_held(world):
    him = world.on_programme()
    first = him.deadlines.get(promise="joint_review")
    following = reviewed(world, him, held=world.now + 20 * DAY, at=world.now + 40 * DAY)
    first.refresh_from_db()
    assert first.kept_at == world.now + 20 * DAY
    assert timezone.localtime(following.due_at).date().isoformat() == "2026-07-23"


def test_a_review_written_down_late_keeps_no_promise_of_the_next(world):
    him = world.on_programme()
    present = reviewed(world, him, held=world.now + 20 * DAY, at=world.now + 20 * DAY)
    again = reviewed(world, him, held=world.now + 10 * DAY, at=world.now + 21 * DAY)
    assert again.pk == present.pk
