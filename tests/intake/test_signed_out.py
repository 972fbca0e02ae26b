"""The session ends while a page is being filled in: what was typed is kept, and nobody else can write or read."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from .form import HER, HERS, HIM, text


@pytest.fixture
def drawn(referrer):
    """The hidden boxes of a page that was opened while the session lasted."""
    return boxes(referrer.open("partner"))


def boxes(page):
    found = re.findall(r'name="(form_key|seen|leave)" value="([^"]*)"', page.content.decode())
    return dict(found)


def test_page_sent_without_a_session_is_kept_and_sign_in_leads_back_to_it(referrer, drawn):
    referrer.client.logout()
    answer = referrer.save("partner", HER | drawn)
    page = referrer.url("draft_page", "partner") + "?kept"
    assert answer["Location"].startswith(reverse("account_login"))
    assert "kept" in answer["Location"]
    assert referrer.saved().data["partner"]["first_name"] == "Marisol"
    referrer.client.force_login(referrer.world.social_worker)
    words = text(referrer.client.get(page))
    assert (
        "Nothing is lost: this page holds what you had typed when you sent it, 3 June 2026 at 12pm" in words
    )


def test_answer_without_a_session_says_nothing_of_what_is_kept(referrer, drawn):
    referrer.client.logout()
    answer = referrer.save("partner", HER | drawn)
    said = answer.content.decode() + str(answer.headers)
    assert not [marker for marker in HERS if marker in said]


def test_sign_in_page_returns_to_the_page(referrer, drawn):
    referrer.client.logout()
    sign_in = referrer.save("partner", HER | drawn)["Location"]
    from tests.world import PASSWORD

    person = referrer.world.social_worker
    answer = referrer.client.post(sign_in, {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == referrer.url("draft_page", "partner") + "?kept"


def test_autosave_goes_on_after_the_session_and_says_so(referrer, drawn):
    referrer.client.logout()
    url = referrer.url("draft_autosave", "partner")
    assert referrer.client.post(url, HER | drawn).status_code == 202
    assert referrer.saved().data["partner"]["first_name"] == "Marisol"
    assert referrer.client.post(url, HER | drawn | {"leave": ""}).status_code == 401


def test_page_whose_token_is_worn_out_by_a_new_sign_in_is_kept(referrer, drawn):
    """The old tab's token no longer fits; its author has signed in again in another tab."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(referrer.world.social_worker)
    answer = strict.post(referrer.url("draft_page", "partner"), HER | drawn)
    assert answer["Location"] == referrer.url("draft_page", "partner") + "?kept"
    assert referrer.saved().data["partner"]["first_name"] == "Marisol"
    drawn |= {"form_key": "33333333-3333-4333-8333-333333333333", "seen": drawn["form_key"]}
    assert strict.post(referrer.url("draft_autosave", "partner"), HER | drawn).status_code == 204


def test_any_other_form_without_its_token_is_not_carried_out(referrer, drawn):
    """What was typed in it is put before its author again; a press without a word is refused."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(referrer.world.social_worker)
    press = {name: value for name, value in drawn.items() if name == "form_key"}
    assert strict.post(referrer.url("draft_discard"), press).status_code == 403
    for url in (referrer.url("draft_discard"), referrer.url("draft_check")):
        answer = strict.post(url, drawn)
        assert answer.status_code == 403 or answer["Location"].startswith("/account/typed/")
    assert referrer.saved().data == {}


@pytest.mark.parametrize("leave", ["", "nonsense", "another page", "another draft"])
def test_without_the_leave_of_that_very_page_nothing_is_kept(referrer, noon, leave):
    from intake.actions import start_draft

    mine = boxes(referrer.open("partner"))
    if leave == "another page":
        mine |= {"leave": boxes(referrer.open("him"))["leave"]}
    elif leave == "another draft":
        other = start_draft(by=referrer.world.social_worker, at=noon)
        page = referrer.client.get(reverse("draft_page", args=[other.pk, "partner"]))
        mine |= {"leave": boxes(page)["leave"]}
    else:
        mine |= {"leave": leave}
    referrer.client.logout()
    answer = referrer.save("partner", HER | mine)
    assert "not-kept" in answer["Location"]
    assert referrer.saved().data == {}


def test_what_was_saved_before_is_said_with_its_moment(referrer, drawn):
    referrer.save("him", HIM)
    referrer.client.logout()
    back = referrer.save("him", HIM | {"first_name": "Gerald"})["Location"]
    assert "not-kept" in back
    referrer.client.force_login(referrer.world.social_worker)
    words = text(referrer.open("him", "?not-kept"))
    assert "This page holds what was saved up to 3 June 2026 at 12pm" in words
    assert "Nothing of this page had been saved" in text(referrer.open("abuse", "?not-kept"))


def test_leave_is_gone_with_the_draft_and_with_its_author(referrer, drawn):
    person = referrer.world.social_worker
    referrer.client.logout()
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert "not-kept" in referrer.save("partner", HER | drawn)["Location"]
    type(person).objects.filter(pk=person.pk).update(is_active=True)
    type(referrer.draft).objects.all().delete()
    assert "not-kept" in referrer.save("partner", HER | drawn)["Location"]


def test_newer_answers_of_another_tab_are_not_overwritten_either(referrer, drawn):
    referrer.save("partner", HER | {"first_name": "Mary", "form_key": "11111111-1111-4111-8111-111111111111"})
    referrer.client.logout()
    assert "not-kept" in referrer.save("partner", HER | drawn)["Location"]
    assert referrer.saved().data["partner"]["first_name"] == "Mary"
