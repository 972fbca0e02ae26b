"""His agreement's pages: what he signs says what the record says, and nothing of anybody else."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from referrals.actions import record_agreement
from referrals.models import Agreement
from tests.paper.reading import reader, tags, words
from tests.world import HER, World

from .kit import day, errors, said

PDF = b"%PDF-1.7 signed\n%%EOF"


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def him(world):
    referral = world.acknowledged()
    record_agreement(
        referral,
        asked_date=world.now.date(),
        agreed=True,
        form="verbal",
        witness="A. Teacher",
        by=world.social_worker,
        at=world.now,
    )
    return referral


@pytest.fixture
def referrer(client, world):
    client.force_login(world.social_worker)
    return client


def hers():
    contact = HER["safe_contact"]
    return (HER["first_name"], HER["last_name"], contact["phone"], "Larkspur", contact["code_word"])


def test_the_paper_is_tagged_and_says_what_the_record_says_and_nothing_of_hers(referrer, him):
    answer = referrer.get(reverse("agreement_pdf", args=[him.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="{him.reference}-agreement-form.pdf"'
    text = words(answer.content)
    said_on = timezone.localdate()
    for expected in (
        him.reference,
        him.man.name,
        "Birmingham",
        f"You agreed in words on {said_on.day} {said_on:%B %Y}",
        "What stays private, and what does not",
        "My signature",
    ):
        assert expected in text
    for word in (*hers(), him.man.phone):
        assert word not in text
    assert {"H1", "H2", "LI"} <= set(tags(answer.content))
    assert reader(answer.content).root_object["/Lang"] == "en-GB"


def test_the_page_shows_the_same_words_as_the_paper(referrer, him):
    page = referrer.get(reverse("agreement_form", args=[him.pk])).content.decode()
    paper = words(referrer.get(reverse("agreement_pdf", args=[him.pk])).content)
    for sentence in (
        "I take part of my own free will.",
        "What other men say in the group stays in the group.",
    ):
        assert sentence in page
        assert sentence in paper


def test_the_referrer_adds_the_signed_form_against_what_he_said(referrer, him):
    assert "Add the signed form" in referrer.get(reverse("agreement", args=[him.pk])).content.decode()
    data = day("signed_date", timezone.localdate()) | {"document": SimpleUploadedFile("x.pdf", PDF)}
    response = referrer.post(reverse("add_signed_agreement", args=[him.pk]), data, follow=True)
    assert "The signed form is on the file" in said(response)
    signed = Agreement.objects.get(referral=him, form="written")
    assert signed.confirms == Agreement.objects.get(referral=him, form="verbal")
    assert him.deadlines.get(promise="written_agreement").kept_at
    page = referrer.get(reverse("agreement", args=[him.pk]))
    assert page.context["standing"].state == "signed"


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"MZ\x90\x00", "must be a PDF"), (b"%PDF-" + b"x" * (10 * 1024 * 1024), "smaller than 10 MB")],
)
def test_what_is_no_document_is_refused(referrer, him, content, expected):
    data = day("signed_date", timezone.localdate()) | {"document": SimpleUploadedFile("x.pdf", content)}
    response = referrer.post(reverse("add_signed_agreement", args=[him.pk]), data)
    assert expected in str(errors(response)["document"])
    assert him.deadlines.get(promise="written_agreement").is_running


def test_it_cannot_be_signed_before_he_was_asked(referrer, him):
    long_ago = timezone.localdate() - timedelta(days=30)
    data = day("signed_date", long_ago) | {"document": SimpleUploadedFile("x.pdf", PDF)}
    response = referrer.post(reverse("add_signed_agreement", args=[him.pk]), data)
    assert "first asked on" in str(errors(response)["signed_date"])


def test_the_referrer_finds_it_on_home_and_on_the_file(referrer, him):
    assert "Record the written agreement" in referrer.get(reverse("home")).content.decode()
    assert (
        reverse("agreement", args=[him.pk]) in referrer.get(reverse("file", args=[him.pk])).content.decode()
    )
