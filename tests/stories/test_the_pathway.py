"""The whole pathway by actions: every stage can be reached, and each starts and keeps the promises it should."""

import pytest

from joint.actions import record_side
from referrals import actions as his
from referrals.statuses import Status
from tests.world import DAY, HOUR, World, fresh
from timescales.promises import Promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def running(file):
    return set(file.deadlines.running().values_list("promise", flat=True))


def test_a_received_referral_owes_an_acknowledgement(world):
    assert running(world.received()) == {Promise.ACKNOWLEDGE}


def test_passing_on_starts_the_48_hours_in_which_he_is_contacted(world):
    referral = world.acknowledged()
    deadline = referral.deadlines.running().get()
    assert deadline.promise == Promise.CONTACT_HIM
    assert deadline.due_at == world.now + 2 * DAY


def test_contact_starts_the_offer_of_an_assessment_and_the_offer_keeps_it(world):
    referral = world.contacted()
    assert running(referral) == {Promise.OFFER_ASSESSMENT}
    world.booked(referral)
    assert running(referral) == set()


def test_a_provisional_decision_releases_her_details_and_starts_both_clocks(world):
    referral = world.pending()
    assert running(referral) == {Promise.JOINT_DISCUSSION}
    assert running(world.her_file(referral)) == {Promise.CONTACT_HER}


def test_suitable_starts_a_day_for_him_and_a_day_for_her(world):
    referral = world.suitable()
    assert referral.status == Status.SUITABLE
    assert Promise.COMMENCE_HIM in running(referral)
    assert Promise.COMMENCE_HER in running(world.her_file(referral))


def test_enrolment_keeps_the_day_and_starts_the_monthly_review(world):
    referral = world.on_programme()
    assert referral.status == Status.ON_PROGRAMME
    assert running(referral) == {Promise.JOINT_REVIEW}
    assert referral.sessions_required == 30


def test_two_misses_close_the_file_and_leave_hers_open(world):
    referral = world.on_programme()
    group = referral.enrolments.get().group
    first, second = group.sessions.order_by("starts_at")[:2]
    world.register(first, {referral: "absent_no_contact"})
    world.register(second, {referral: "absent_no_contact"})
    referral.refresh_from_db()
    assert (referral.status, referral.close_reason) == (Status.CLOSED, "two_misses")
    assert world.her_file(referral).status == "released"
    kinds = set(world.iss_worker.notices.values_list("alert__kind", flat=True))
    assert {"first_miss", "file_closed"} <= kinds
    assert "file_closed" in set(world.social_worker.notices.values_list("alert__kind", flat=True))


def test_every_stage_can_be_made(world):
    world.every_stage()


def test_after_a_first_miss_getting_in_touch_comes_first_on_the_file_until_somebody_has(world, client):
    referral = world.on_programme(at=world.now)
    session = referral.enrolments.get().first_session
    world.register(session, {referral: "absent_no_contact"})
    client.force_login(world.facilitator)
    assert "Get in touch today" in client.get(referral.get_absolute_url()).content.decode()
    later = session.ends_at + HOUR
    his.log_contact(
        fresh(referral), happened_at=later, channel="phone", two_way=True, by=world.facilitator, at=later
    )
    assert "Get in touch today" not in client.get(referral.get_absolute_url()).content.decode()


def test_the_iss_hears_that_he_is_unsuitable_and_not_why(world):
    referral = world.pending()
    for side, person in (("my_time", world.manager), ("iss", world.iss_worker)):
        reason = {"unsuitable_reason": "mental_health", "risks": "Alone at home."}
        record_side(
            referral, side=side, verdict="unsuitable", findings="Not now.", by=person, at=world.now, **reason
        )
    words = {
        person: " ".join(
            person.notices.filter(alert__kind="unsuitable").values_list("alert__because", flat=True)
        )
        for person in (world.iss_manager, world.iss_worker, world.social_worker)
    }
    assert "Mental" not in words[world.iss_worker] + words[world.iss_manager]
    assert "mental health" in words[world.social_worker]
