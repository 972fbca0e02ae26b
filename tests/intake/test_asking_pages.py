"""The pages on which the referrer is asked and answers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from referrals import actions as his
from referrals.models import AnswerDocument, InformationRequest
from tests.forms.test_form_documents import picture
from tests.referrals.kit import errors, said
from tests.world import World

PDF = b"%PDF-1.7 the plan\n%%EOF"


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def asked(world):
    referral = world.received()
    return his.ask_referrer(referral, missing=["born"], words="And his shifts?", by=world.spoc, at=world.now)


@pytest.fixture
def send(client, world, asked):
    def answer(data, *, by=None):
        client.force_login(by or world.social_worker)
        return client.post(reverse("answer_request", args=[asked.referral_id]), data, follow=True)

    return answer


def upload(content=PDF, name="plan.pdf"):
    return SimpleUploadedFile(name, content)


def test_what_the_form_left_out_is_ticked_and_the_clock_that_stops_is_named(client, world):
    referral = world.received()
    client.force_login(world.spoc)
    page = client.get(reverse("ask_referrer", args=[referral.pk]))
    assert "risk" in page.context["form"]["missing"].value()
    assert "reach_him" not in page.context["form"]["missing"].value()
    text = page.content.decode()
    assert "stops the clock of “Acknowledge the referral”" in text
    assert "every 2 working days" in text


def test_something_has_to_be_asked(client, world):
    referral = world.received()
    client.force_login(world.spoc)
    assert "missing" in errors(client.post(reverse("ask_referrer", args=[referral.pk])))
    assert not InformationRequest.objects.exists()


def test_the_referrer_reads_what_is_asked_on_home_and_on_the_page(client, world, asked):
    client.force_login(world.social_worker)
    assert "Answer what My Time asks" in client.get(reverse("home")).content.decode()
    page = client.get(reverse("answer_request", args=[asked.referral_id])).content.decode()
    assert "His date of birth" in page
    assert "And his shifts?" in page


def test_an_answer_with_documents_is_kept_and_read_by_his_side(client, world, asked, send):
    response = send({"text": "17 May 1990", "document": upload(), "third_document": upload(picture("JPEG"))})
    assert "Your answer is on the file" in said(response)
    assert [d.name.rsplit(".")[-1] for d in AnswerDocument.objects.order_by("pk")] == ["pdf", "jpg"]
    client.force_login(world.spoc)
    page = client.get(reverse("acknowledge", args=[asked.referral_id])).content.decode()
    assert "17 May 1990" in page
    document = AnswerDocument.objects.earliest("pk")
    response = client.get(reverse("answer_document", args=[document.pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )


def test_an_empty_answer_is_none(asked, send):
    assert "text" in errors(send({"text": ""}))
    assert not asked.answers.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00 a program", "must be a PDF"),
        (b"<html><script>", "must be a PDF"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "smaller than 10 MB"),
        (b"", "empty"),
    ],
    ids=["a program", "a page", "too big", "nothing"],
)
def test_a_hostile_document_is_refused_in_words_and_nothing_is_kept(asked, send, content, words):
    response = send({"text": "Here.", "document": upload(), "second_document": upload(content)})
    assert words in str(errors(response)["second_document"])
    assert not AnswerDocument.objects.exists()
    assert not asked.answers.exists()


def test_a_colleague_of_the_team_may_answer_too_and_add_to_it(asked, send, world):
    send({"text": "One."})
    send({"text": "Two."}, by=world.colleague)
    assert asked.answers.count() == 2


def test_the_spoc_withdraws(client, world, asked):
    client.force_login(world.spoc)
    address = reverse("withdraw_request", args=[asked.referral_id])
    assert "Withdrawn" in said(client.post(address, {"because": "Found."}, follow=True))
    assert "already" in said(client.post(address, {"because": "Found."}, follow=True))
