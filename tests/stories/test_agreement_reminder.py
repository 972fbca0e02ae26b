"""A promise that an event redates is reminded of before the new day."""

import pytest

from referrals import actions as his
from tests.world import World


@pytest.fixture
def world(db):
    return World()


def test_the_written_agreement_is_reminded_of_before_the_first_session(world):
    him = world.suitable()
    his.record_agreement(
        him, asked_date=world.now.date(), agreed=True, form="verbal", by=world.facilitator, at=world.now
    )
    world.on_programme(him)
    agreement = him.deadlines.get(promise="written_agreement")
    assert world.now < agreement.remind_at < agreement.due_at
