"""A notice about a file that one may no longer open says what became of it, and leads to no missing page."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Area, User
from alerts.became import became_of
from alerts.models import Notice
from intake.actions import merge
from referrals.actions import acknowledge, give_all
from referrals.models import Referral
from tests.world import World


@pytest.fixture
def world(db):
    return World(timezone.now() - timezone.timedelta(minutes=5))


def notice_of(person, kind):
    return Notice.objects.get(person=person, alert__kind=kind)


def page_of(client, person, notice):
    client.force_login(person)
    page = client.get(reverse("notice", args=[notice.pk])).content.decode()
    return page, re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_while_the_file_is_at_the_desk_the_notice_leads_to_it(client, world):
    referral = world.received()
    notice = notice_of(world.spoc, "new_referral")
    assert became_of(notice) == ""
    page, _ = page_of(client, world.spoc, notice)
    assert f'href="{referral.get_absolute_url()}"' in page


def test_the_spoc_reads_to_whom_and_when_it_was_passed_on(client, world):
    referral = world.received()
    notice = notice_of(world.spoc, "new_referral")
    acknowledge(referral, by=world.manager, at=world.now)
    page, words = page_of(client, world.spoc, notice)
    assert "This referral was passed on to the facilitators of Birmingham on" in words
    assert referral.get_absolute_url() not in page
    assert client.get(referral.get_absolute_url()).status_code == 404


def test_the_spoc_reads_that_it_was_a_duplicate(client, world):
    into, duplicate = world.contacted(), world.received()
    notice = Notice.objects.get(person=world.spoc, alert__kind="new_referral", alert__about_id=duplicate.pk)
    merge(duplicate, into=into, by=world.manager, at=world.now)
    _, words = page_of(client, world.spoc, notice)
    assert "This referral was a duplicate and has been merged." in words


def test_a_social_worker_whose_referral_went_to_another_team_reads_that(client, world):
    world.received()
    notice = notice_of(world.social_worker, "received")
    give_all(world.social_worker, to=world.other_social_worker, by=world.manager, at=world.now)
    _, words = page_of(client, world.social_worker, notice)
    assert "Another team of children’s services follows this referral now." in words


def test_a_facilitator_who_works_elsewhere_now_reads_that(client, world):
    referral = world.acknowledged()
    notice = notice_of(world.facilitator, "passed_on")
    Referral.objects.filter(pk=referral.pk).update(area=Area.objects.get(name="Coventry"))
    _, words = page_of(client, world.facilitator, notice)
    assert "not in one of your areas any more" in words


def test_nobody_learns_of_a_file_by_a_notice_that_is_not_theirs(client, world):
    world.received()
    notice = notice_of(world.spoc, "new_referral")
    client.force_login(world.other_facilitator)
    assert client.get(reverse("notice", args=[notice.pk])).status_code == 404


@pytest.mark.parametrize("persona", ["iss_worker", "iss_manager"])
def test_the_iss_is_led_to_her_file_as_before(world, persona):
    world.pending()
    notices = Notice.objects.filter(person=getattr(world, persona))
    assert {became_of(notice) for notice in notices} <= {""}


def test_who_does_other_work_now_reads_that_the_role_opens_no_such_file(client, world):
    world.received()
    notice = notice_of(world.spoc, "new_referral")
    User.objects.filter(pk=world.spoc.pk).update(role="dpo")
    notice.refresh_from_db()
    assert "Your role does not open" in became_of(notice_of(world.spoc, "new_referral"))
