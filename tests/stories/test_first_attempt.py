"""The first attempt is the earliest, in whatever order they are logged."""

import pytest

from referrals import actions as his
from tests.world import DAY, HOUR, World, fresh


@pytest.fixture
def world(db):
    return World()


def test_an_earlier_attempt_that_is_logged_later_is_the_first(world):
    him = world.acknowledged()
    for hours in (5, 3, 4):
        moment = world.now + hours * HOUR
        his.log_contact(
            him, happened_at=moment, channel="phone", two_way=False, by=world.facilitator, at=world.now + DAY
        )
    assert fresh(him).first_attempt_at == world.now + 3 * HOUR
