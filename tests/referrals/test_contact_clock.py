"""The 48 hours in which he is contacted: only contact that goes both ways keeps them, and to the minute."""

from datetime import timedelta

import pytest

from referrals import actions
from referrals.models import Referral
from tests.world import NOON, World

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def world(db):
    return World()


def contact(world, after, *, two_way=True, logged_after=None):
    """Passed on at noon; contacted ``after`` that and logged then or later. The clock of the contact."""
    referral = world.acknowledged()
    actions.log_contact(
        referral,
        happened_at=NOON + after,
        channel="phone",
        two_way=two_way,
        by=world.facilitator,
        at=NOON + (logged_after or after),
    )
    return referral.deadlines.get(promise="contact_him")


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (47 * HOUR + 59 * MINUTE, "kept"),
        (48 * HOUR, "kept"),
        (48 * HOUR + MINUTE, "kept, 1 minute late"),
    ],
    ids=["47:59", "48:00", "48:01"],
)
def test_contact_keeps_the_promise_to_the_minute(world, after, words):
    deadline = contact(world, after)
    assert deadline.kept_at == NOON + after
    assert deadline.words(NOON + after) == words


def test_what_counts_is_when_it_happened_and_not_when_it_was_written_down(world):
    deadline = contact(world, 47 * HOUR + 59 * MINUTE, logged_after=60 * HOUR)
    assert deadline.words(NOON + 60 * HOUR) == "kept"


def test_an_attempt_does_not_keep_it(world):
    deadline = contact(world, HOUR, two_way=False)
    assert deadline.is_running
    referral = Referral.objects.get(pk=deadline.referral_id)
    assert referral.status == "acknowledged"
    assert (referral.first_attempt_at, referral.contacted_at) == (NOON + HOUR, None)


def test_without_contact_it_is_broken_at_the_forty_eighth_hour_and_not_a_minute_before(world):
    clocks = world.acknowledged().deadlines
    assert not clocks.overdue(NOON + 48 * HOUR - MINUTE).exists()
    assert clocks.overdue(NOON + 48 * HOUR).get().promise == "contact_him"


def test_48_hours_over_the_change_of_clocks_are_48_hours(world):
    """Clocks go back on 25 October 2026: the wall clock shows an hour less."""
    saturday = NOON.replace(month=10, day=24)
    deadline = world.acknowledged(at=saturday).deadlines.get(promise="contact_him")
    assert deadline.due_at - saturday == 48 * HOUR


def test_first_contact_starts_the_clock_of_the_assessment_from_when_it_happened(world):
    deadline = contact(world, HOUR, logged_after=5 * HOUR)
    offer = deadline.referral.deadlines.get(promise="offer_assessment")
    assert offer.started_at == NOON + HOUR
