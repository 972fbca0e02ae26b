"""The decision at assessment: provisional with nothing said to him, or unsuitable with all that must be recorded."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from iss.models import PartnerFile
from referrals.models import Decision
from tests.world import World, fresh

from .kit import day, errors, said

UNSUITABLE = {
    "findings": "He denies it.",
    "outcome": "unsuitable",
    "reason": "denial",
    "risks": "He is watching the house.",
    "alternatives": "A parenting course",
}


@pytest.fixture
def world(db):
    return World(timezone.now() - timedelta(hours=2))


@pytest.fixture
def post(client, world):
    def send(referral, data, *, by=None):
        client.force_login(by or world.facilitator)
        return client.post(reverse("decide", args=[referral.pk]), data, follow=True)

    return send


def test_provisional_releases_her_details_and_tells_him_nothing(post, world):
    referral = world.attended()
    response = post(referral, {"findings": "Some of it.", "outcome": "provisional"})
    assert "do not tell him" in said(response)
    assert fresh(referral).status == "pending"
    assert PartnerFile.objects.get(referral=referral).status == "released"
    assert referral.deadlines.get(promise="joint_discussion").is_running


def test_unsuitable_records_reason_risks_and_who_acts(post, world):
    referral = world.attended()
    by_date = timezone.localdate() + timedelta(days=7)
    advice = {"recommend": ["dash", "marac"], "who": "The social worker"} | day("by_date", by_date)
    post(referral, UNSUITABLE | advice)
    decision = Decision.objects.get(referral=referral)
    assert (fresh(referral).status, decision.unsuitable_reason) == ("unsuitable", "denial")
    assert (decision.recommend_dash, decision.recommend_marac, decision.recommendation_via) == (
        True,
        True,
        "csc",
    )
    assert (decision.recommendation_who, decision.recommendation_by_date) == ("The social worker", by_date)
    assert referral.referrals_back.get().risks == "He is watching the house."
    assert PartnerFile.objects.get(referral=referral).status == "held"


@pytest.mark.parametrize("missing", ["findings", "outcome", "reason", "risks", "alternatives"])
def test_nothing_of_it_may_be_left_out(post, world, missing):
    referral = world.attended()
    data = {name: value for name, value in UNSUITABLE.items() if name != missing}
    assert missing in errors(post(referral, data))
    assert fresh(referral).status == "assessment_booked"


def test_a_recommendation_names_who_acts_and_by_when(post, world):
    found = errors(post(world.attended(), UNSUITABLE | {"recommend": ["dash"]}))
    assert set(found) == {"who", "by_date"}


def test_strangulation_is_signed_off_by_a_manager_or_not_at_all(post, world, client):
    referral = world.attended(strangulation=True)
    provisional = {"findings": "Some of it.", "outcome": "provisional"}
    response = post(referral, provisional)
    assert "only a My Time manager" in response.content.decode()
    assert "outcome" in errors(response)
    assert "sign_off" in errors(post(referral, provisional, by=world.manager))
    assert fresh(referral).status == "assessment_booked"
    post(referral, provisional | {"sign_off": "on"}, by=world.manager)
    assert (fresh(referral).status, fresh(referral).strangulation_signed_off_by) == ("pending", world.manager)


def test_a_facilitator_may_still_find_him_unsuitable(post, world):
    referral = world.attended(strangulation=True)
    post(referral, UNSUITABLE)
    assert fresh(referral).status == "unsuitable"


def test_of_two_decisions_at_once_the_second_is_refused(post, world):
    referral = world.attended()
    post(referral, {"findings": "Some of it.", "outcome": "provisional"})
    response = post(referral, UNSUITABLE)
    assert "not possible while the file is pending" in said(response)
    assert fresh(referral).status == "pending"
