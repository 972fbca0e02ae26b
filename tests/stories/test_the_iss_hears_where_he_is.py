"""She may count on his being in the session: whatever changes that is told to the ISS the same day."""

from datetime import timedelta

import pytest

from iss.actions import close_file
from joint.actions import flag_distress
from monitoring import actions as clockwork
from programme.actions import cancel_session, move_session
from referrals import owners
from tests.world import DAY, World, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def kinds_of(person):
    return list(person.notices.values_list("alert__kind", flat=True))


def test_an_absence_with_notice_is_told_too(world):
    referral = world.on_programme()
    world.register(referral.enrolments.get().first_session, {referral: "absent_notice"})
    assert "missed_with_notice" in kinds_of(world.iss_worker)
    assert "missed_with_notice" not in kinds_of(world.facilitator)


@pytest.mark.parametrize("change", ["cancel", "move"])
def test_a_session_that_changes_is_told(world, change):
    session = world.on_programme().enrolments.get().first_session
    if change == "cancel":
        cancel_session(session, because="Flood", by=world.facilitator, at=world.now)
    else:
        later = session.starts_at + timedelta(days=1)
        move_session(session, starts_at=later, by=world.facilitator, at=world.now)
    assert kinds_of(world.iss_worker).count("session_changed") == 1


def test_a_closure_by_two_misses_tells_the_social_worker_the_risks_on_file(world):
    referral = world.on_programme(risk_level="medium", risk_known="He knows the school.")
    for session in referral.enrolments.get().group.sessions.order_by("starts_at")[:2]:
        world.register(session, {referral: "absent_no_contact"})
    assert "He knows the school." in referral.referrals_back.get().risks


def test_distress_reaches_the_managers_where_her_file_is_closed(world):
    referral = world.on_programme()
    session = referral.enrolments.get().first_session
    world.register(session, {referral: "attended"})
    close_file(world.her_file(referral), because="Her wish", by=world.iss_worker, at=world.now)
    flag_distress(referral.attendances.get(), by=world.facilitator, at=session.ends_at)
    assert "distress" in kinds_of(world.iss_manager)
    assert "distress" not in kinds_of(world.iss_worker)


def test_one_promise_that_cannot_be_worked_on_stops_no_other(world, monkeypatch):
    bad, good = world.acknowledged(), world.acknowledged()
    told_of_a_miss = owners.told_of_a_miss

    def stumbles(deadline):
        if deadline.file.pk == bad.pk:
            raise KeyError("nobody foresaw this")
        return told_of_a_miss(deadline)

    monkeypatch.setattr(owners, "told_of_a_miss", stumbles)
    assert clockwork.sweep(at=world.now + 3 * DAY).missed == 1
    assert fresh(good).deadlines.get(promise="contact_him").missed_at
    assert not fresh(bad).deadlines.get(promise="contact_him").missed_at
