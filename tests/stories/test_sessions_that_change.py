"""What the ISS hears of a session that is moved, or of which the register is late."""

from datetime import timedelta

import pytest

from alerts.kinds import Kind
from programme.actions import move_session, warn_beforehand
from programme.models import Session
from referrals import actions as his
from tests.world import DAY, World


@pytest.fixture
def world(db):
    return World()


def test_a_miss_before_a_hold_is_told_though_the_register_is_late(world):
    him = world.on_programme()
    session = Session.objects.order_by("starts_at").first()
    after = session.starts_at + timedelta(minutes=5)
    his.hold(him, reason="Ill", review_date=after.date(), by=world.facilitator, at=after)
    world.register(session, {him: "absent_no_contact"})
    assert world.iss_worker.notices.filter(alert__kind=Kind.FIRST_MISS).exists()


def test_a_session_that_is_moved_is_warned_of_again(world):
    world.on_programme()
    session = Session.objects.order_by("starts_at").first()
    assert warn_beforehand(session, at=world.now) == 1
    assert warn_beforehand(session, at=world.now) == 0
    move_session(session, starts_at=session.starts_at + 2 * DAY, by=world.facilitator, at=world.now)
    assert warn_beforehand(Session.objects.get(pk=session.pk), at=world.now) == 1
