"""A draft belongs to its author, keeps what is half typed, and does not outlive its time."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import PostedForm
from alerts.models import Notice
from audit.models import Entry
from intake.actions import discard, expire, save_page, start_draft, warn_of_expiry
from intake.models import Draft
from referrals.models import Referral

from .form import HER, HERS, HIM

DAY = timedelta(days=1)
PAGES = ("draft", "draft_check", "draft_discard", "draft_receipt")


@pytest.mark.parametrize("person", ["colleague", "other_social_worker"])
def test_draft_of_somebody_else_is_not_there(referrer, person):
    referrer.client.force_login(getattr(referrer.world, person))
    for page in PAGES:
        assert referrer.client.get(referrer.url(page)).status_code == 404
    assert referrer.open("him").status_code == 404
    assert referrer.save("him", HIM).status_code == 404
    assert referrer.client.post(referrer.url("draft_autosave", "him"), HIM).status_code == 404
    assert referrer.client.post(referrer.url("draft_discard")).status_code == 404
    assert referrer.send().status_code == 404
    assert referrer.saved().data == {}
    assert referrer.client.get(reverse("drafts")).context["rows"] == []


@pytest.mark.parametrize("person", ["spoc", "manager", "facilitator", "iss_worker", "administrator", "opcc"])
def test_nobody_but_a_social_worker_has_drafts(referrer, person):
    referrer.client.force_login(getattr(referrer.world, person))
    assert referrer.client.get(referrer.url("draft")).status_code == 403


def test_autosave_keeps_what_is_half_typed(referrer):
    url = referrer.url("draft_autosave", "him")
    answer = referrer.client.post(url, {"first_name": "Gar", "date_of_birth_0": "3", "phone": "077 oo"})
    assert (answer.status_code, answer.content) == (204, b"")
    page = referrer.open("him").content.decode()
    for typed in ("Gar", "3", "077 oo"):
        assert f'value="{typed}"' in page
    assert "There is a problem" not in page


def test_autosave_gives_the_draft_its_full_time_again(referrer, noon):
    Draft.objects.update(expires_at=noon + DAY, warned_at=noon)
    referrer.client.post(referrer.url("draft_autosave", "him"), {"first_name": "Gar"})
    assert (referrer.saved().expires_at, referrer.saved().warned_at) == (noon + 30 * DAY, None)


def test_autosave_does_not_use_up_the_key_of_the_form(referrer):
    key = {"form_key": "0d9c2b0e-33a4-4a53-9f7e-6a4d0c1e7b11"}
    referrer.client.post(referrer.url("draft_autosave", "him"), {"first_name": "Gar"} | key)
    assert not PostedForm.objects.exists()
    assert referrer.save("him", HIM | key)["Location"] == referrer.url("draft_page", "children")


def test_autosave_is_for_pages_of_the_form_and_for_posts_only(referrer):
    assert referrer.client.post(referrer.url("draft_autosave", "nonsense"), {}).status_code == 404
    assert referrer.client.get(referrer.url("draft_autosave", "him")).status_code == 405
    assert referrer.open("nonsense").status_code == 404


def test_two_drafts_in_two_tabs_do_not_mix(referrer, noon):
    other = start_draft(by=referrer.world.social_worker, at=noon)
    referrer.save("him", HIM)
    referrer.client.post(reverse("draft_page", args=[other.pk, "him"]), HIM | {"first_name": "Humphrey"})
    referrer.client.post(reverse("draft_autosave", args=[other.pk, "partner"]), HER)
    assert referrer.saved().data["him"]["first_name"] == "Gareth"
    assert "partner" not in referrer.saved().data
    assert Draft.objects.get(pk=other.pk).data["him"]["first_name"] == "Humphrey"


def test_form_sent_twice_is_one_referral_and_one_receipt(referrer):
    referrer.fill()
    key = {"form_key": "5b1de0f4-8a0a-4a0f-9d5e-1f2f3a4b5c6d"}
    first, second, third = referrer.send(**key), referrer.send(**key), referrer.send()
    assert first["Location"] == second["Location"] == third["Location"] == referrer.url("draft_receipt")
    assert Referral.objects.count() == 1


def test_after_sending_every_page_leads_to_the_receipt_and_the_draft_is_empty(referrer):
    referrer.fill()
    referrer.send()
    assert referrer.saved().data == {}
    receipt = referrer.url("draft_receipt")
    for page in PAGES[:3]:
        assert referrer.client.get(referrer.url(page))["Location"] == receipt
    for page in ("him", "partner", "partner-contact"):
        assert referrer.open(page)["Location"] == receipt
        assert referrer.save(page, HIM)["Location"] == receipt
    assert referrer.client.post(referrer.url("draft_discard"))["Location"] == receipt
    assert referrer.client.post(referrer.url("draft_autosave", "partner"), HER).status_code == 409
    assert referrer.saved().data == {}
    assert Referral.objects.count() == 1


def test_sent_draft_leaves_the_list(referrer):
    referrer.fill()
    assert "Gareth" in referrer.client.get(reverse("drafts")).content.decode()
    referrer.send()
    assert "Gareth" not in referrer.client.get(reverse("drafts")).content.decode()


def test_list_of_drafts_never_names_her(referrer):
    referrer.fill()
    for page in (reverse("drafts"), referrer.url("draft"), referrer.url("draft_discard")):
        shown = referrer.client.get(page).content.decode()
        assert not [marker for marker in HERS if marker in shown]


def test_pages_about_her_can_be_left_in_a_hurry(referrer):
    for page in ("partner", "partner-contact"):
        assert "Exit this page" in referrer.open(page).content.decode()
    assert "Exit this page" not in referrer.open("him").content.decode()
    referrer.fill()
    assert "Exit this page" in referrer.client.get(referrer.url("draft_check")).content.decode()


def test_author_is_warned_once_a_week_before_a_draft_goes(referrer, noon):
    draft = referrer.draft
    assert not warn_of_expiry(draft, at=noon + 22 * DAY)
    assert warn_of_expiry(draft, at=noon + 23 * DAY)
    assert not warn_of_expiry(draft, at=noon + 24 * DAY)
    notice = Notice.objects.get(alert__kind="draft_expiring")
    assert (notice.person, notice.path) == (referrer.world.social_worker, referrer.url("draft"))
    assert "3 July 2026" in notice.alert.because


def test_work_on_a_warned_draft_takes_the_warning_back(referrer, noon):
    warn_of_expiry(referrer.draft, at=noon + 25 * DAY)
    save_page(referrer.draft, page="him", values=HIM, at=noon + 26 * DAY)
    assert not expire(referrer.draft, at=noon + 31 * DAY)
    assert warn_of_expiry(referrer.draft, at=noon + 50 * DAY)


def test_expired_draft_is_deleted_once_and_the_trail_says_so(referrer, noon):
    assert not expire(referrer.draft, at=noon + 30 * DAY - timedelta(seconds=1))
    assert expire(referrer.draft, at=noon + 30 * DAY)
    assert not expire(referrer.draft, at=noon + 31 * DAY)
    assert not Draft.objects.exists()
    assert Entry.objects.filter(act="draft.expired").count() == 1


def test_sent_form_neither_expires_nor_can_be_thrown_away(referrer, noon):
    referrer.fill()
    referrer.send()
    assert not expire(referrer.saved(), at=noon + 60 * DAY)
    assert not warn_of_expiry(referrer.saved(), at=noon + 25 * DAY)
    assert not discard(referrer.saved(), by=referrer.world.social_worker, at=noon)
    assert not Entry.objects.filter(act__in=["draft.expired", "draft.discarded"]).exists()
