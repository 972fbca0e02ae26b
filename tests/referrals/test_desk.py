"""The single point of contact's desk: eligibility, duplicates, passing on, and what is held until it is released."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from intake.actions import merge
from iss.models import PartnerFile
from referrals import actions as his
from tests.world import World, fresh

from .kit import errors, said


@pytest.fixture
def world(db):
    return World(timezone.now() - timedelta(hours=2))


@pytest.fixture
def spoc(client, world):
    client.force_login(world.spoc)
    return client


def check(referral):
    return reverse("acknowledge", args=[referral.pk])


def test_an_eligible_man_is_passed_to_all_facilitators_of_the_area(spoc, world):
    referral = world.received()
    response = spoc.post(check(referral), follow=True)
    assert "the facilitators of Birmingham" in said(response)
    assert response.redirect_chain == [("/referrals/", 302)]  # the file is no longer the SPOC's to see
    assert (fresh(referral).status, fresh(referral).holder) == ("acknowledged", None)
    assert world.facilitator.notices.filter(alert__kind="passed_on").exists()
    assert spoc.get(reverse("file", args=[referral.pk])).status_code == 404


def test_or_to_one_of_them_but_of_no_other_area(spoc, world):
    referral = world.received()
    assert "holder" in errors(spoc.post(check(referral), {"holder": world.other_facilitator.pk}))
    spoc.post(check(referral), {"holder": world.second_facilitator.pk})
    assert fresh(referral).holder == world.second_facilitator
    assert not world.facilitator.notices.filter(alert__kind="passed_on").exists()


def test_a_warning_needs_a_reason_to_go_on(spoc, world):
    referral = world.received(accepts_responsibility=False)
    page = spoc.get(check(referral)).content.decode()
    assert "Not met: needs a reason" in page
    assert "override" in errors(spoc.post(check(referral)))
    assert fresh(referral).status == "received"
    spoc.post(check(referral), {"override": "He said so in anger."})
    assert (fresh(referral).status, fresh(referral).eligibility_override) == (
        "acknowledged",
        "He said so in anger.",
    )


def test_what_only_the_referrers_form_knew_warns_here_too(spoc, world):
    referral = world.received(eligibility_warnings=["heterosexual"], eligibility_override="As they wrote")
    response = spoc.get(check(referral))
    assert [f.criterion for f in response.context["findings"] if f.warns] == ["heterosexual"]
    assert "As they wrote" in response.content.decode()


def test_strangulation_needs_a_manager_later_and_no_reason_now(spoc, world):
    referral = world.received(strangulation=True)
    assert "A manager decides at assessment" in spoc.get(check(referral)).content.decode()
    spoc.post(check(referral))
    assert fresh(referral).status == "acknowledged"


def test_details_merged_into_a_file_past_release_are_released_at_once(world):
    pending, again = world.pending(), world.received()
    merge(again, into=pending, by=world.spoc, at=world.now)
    assert set(PartnerFile.objects.values_list("status", "referral")) == {("released", pending.pk)}


def test_her_details_are_the_spocs_alone_while_they_are_held_and_gone_once_passed_on(client, world):
    referral = world.received()
    address = reverse("details_held", args=[referral.pk])
    client.force_login(world.spoc)
    page = client.get(address).content.decode()
    assert "07700 900456" in page
    assert "Exit this page" in page
    for word in ("marmalade", "code word"):
        assert word not in page.lower()
    seen = Entry.objects.get(act="seen", about_model="iss.partnerfile")
    assert (seen.actor_id, seen.details) == (world.spoc.pk, {"page": "details_held"})
    for person in (world.manager, world.facilitator, world.social_worker, world.iss_worker, world.opcc):
        client.force_login(person)
        assert client.get(address).status_code == 403
    world.acknowledged(referral)
    client.force_login(world.spoc)
    assert client.get(address).status_code == 404


def test_without_a_partner_no_details_are_held(spoc, world):
    referral = world.received(partners=[])
    assert spoc.get(reverse("details_held", args=[referral.pk])).status_code == 404
    assert "details that are held" not in spoc.get(check(referral)).content.decode()


ANSWERED = {
    "risk_level": "medium",
    "accepts_responsibility": True,
    "willing_to_change": True,
    "strangulation": False,
}


def test_what_nobody_was_asked_is_not_shown_as_no_warning(spoc, world):
    silent = world.received(**ANSWERED | {"strangulation": None})
    response = spoc.get(check(silent))
    assert [f.criterion for f in response.context["findings"] if f.not_said] == ["strangulation_sign_off"]
    assert "Not said: ask" in response.content.decode()
    assert "Not said: ask" in spoc.get(reverse("desk")).content.decode()


def test_what_was_answered_is_not_asked_again(spoc, world):
    response = spoc.get(check(world.received(**ANSWERED)))
    assert not [f.criterion for f in response.context["findings"] if f.not_said]


def test_while_the_referrer_is_asked_the_file_says_wait(spoc, world):
    referral = world.received()
    page = reverse("file", args=[referral.pk])
    assert "then pass it to the area" in spoc.get(page).content.decode()
    his.ask_referrer(referral, missing=["strangulation"], by=world.spoc, at=world.now)
    assert "Wait for the referrer" in spoc.get(page).content.decode()
