"""What people and programs send that does not fit: said in words on the form, and nothing is written."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from referrals.models import Agreement
from tests.world import World, fresh

from .kit import day, errors, moment


@pytest.fixture
def world(db):
    return World(timezone.now() - timedelta(days=2))


@pytest.fixture
def post(client, world):
    client.force_login(world.facilitator)

    def send(name, referral, data):
        return client.post(reverse(name, args=[referral.pk]), data)

    return send


def contact(**other):
    return moment("happened_at", timezone.now()) | {"channel": "phone", "two_way": "yes"} | other


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (
            lambda: moment("happened_at", timezone.now() + timedelta(minutes=2)),
            "happened_at",
            "must be in the past",
        ),
        (lambda: moment("happened_at", timezone.now() - timedelta(days=9)), "happened_at", "was received on"),
        (lambda: {"happened_at_0": "31", "happened_at_1": "2"}, "happened_at", "must be a real date"),
        (lambda: {"happened_at_2": "0026"}, "happened_at", "year of 4 numbers"),
        (lambda: {"happened_at_3": "25:61"}, "happened_at", "must have a time"),
        (lambda: {"happened_at_3": ""}, "happened_at", "must include a time"),
        (lambda: {"happened_at_0": "x" * 10_000}, "happened_at", "must be a real date"),
        (lambda: {"channel": "pigeon"}, "channel", "Select one of the answers listed"),
        (lambda: {"two_way": ""}, "two_way", "Select"),
        (lambda: {"note": "n" * 2 * 1024 * 1024}, "note", "5,000 characters or fewer"),
        (lambda: {"note": "a\0b"}, "note", "Null characters"),
    ],
    ids=[
        "in two minutes",
        "before it was received",
        "31 February",
        "year 26",
        "at 25:61",
        "without a time",
        "a day of ten thousand letters",
        "by pigeon",
        "neither way",
        "a note of 2 MB",
        "a null character",
    ],
)
def test_a_contact_that_cannot_be_is_refused_in_words(post, world, change, field, words):
    referral = world.acknowledged()
    response = post("log_contact", referral, contact(**change()))
    assert words in str(errors(response)[field])
    assert not referral.contact_attempts.exists()
    assert fresh(referral).status == "acknowledged"
    assert "There is a problem" in response.content.decode()


def test_script_in_a_note_is_shown_as_text(post, world, client):
    referral = world.acknowledged()
    post("log_contact", referral, contact(note="<script>alert(1)</script>"))
    page = client.get(reverse("file_part", args=[referral.pk, "contact"])).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def word_with_macros():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"):
            archive.writestr(zipfile.ZipInfo(name), "x")  # of no day: every worker collects the same
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("setup.exe", b"MZ\x90\x00 program", "must be a PDF"),
        ("signed.pdf", b"MZ\x90\x00 program", "must be a PDF"),
        ("page.pdf", b"<html><script>", "must be a PDF"),
        ("letter.docx", word_with_macros(), "must be a PDF"),
        ("empty.pdf", b"", "empty"),
        ("long.pdf", b"%PDF-" + b"x" * (10 * 1024 * 1024), "smaller than 10 MB"),
    ],
)
def test_a_document_is_known_by_what_is_in_it(post, world, name, content, words):
    referral = world.contacted()
    data = {"agreed": "yes", "form": "written", "document": SimpleUploadedFile(name, content)}
    response = post("record_agreement", referral, data | day("asked_date", timezone.localdate()))
    assert words in str(errors(response)["document"])
    assert not Agreement.objects.exists()


def test_a_path_in_a_document_name_stays_a_name(post, world):
    referral = world.contacted()
    document = SimpleUploadedFile("x.pdf", b"%PDF-1.7\n%%EOF")
    document.name = "../../../etc/passwd.pdf"
    data = {"agreed": "yes", "form": "written", "document": document}
    post("record_agreement", referral, data | day("asked_date", timezone.localdate()))
    agreement = Agreement.objects.get()
    assert agreement.document.name.startswith("agreements/")
    assert ".." not in agreement.document.name
    assert "/" not in agreement.document_name


def test_days_must_be_where_they_can_be(post, world):
    today = timezone.localdate()
    before, tomorrow = today - timedelta(days=30), today + timedelta(days=1)
    held = post("hold_file", world.acknowledged(), {"reason": "x"} | day("review_date", before))
    assert "must be today or in the future" in str(errors(held)["review_date"])
    asked = {"agreed": "yes", "form": "verbal"} | day("asked_date", tomorrow)
    response = post("record_agreement", world.contacted(), asked)
    assert "must be today or in the past" in str(errors(response)["asked_date"])
    offer = day("offered_date", before) | moment("appointment_at", timezone.now()) | {"mode": "phone"}
    assert "was received on" in str(
        errors(post("offer_assessment", world.contacted(), offer))["offered_date"]
    )
    early = (
        day("offered_date", today)
        | moment("appointment_at", timezone.now() - timedelta(days=1))
        | {"mode": "phone"}
    )
    assert "on or after the day" in str(
        errors(post("offer_assessment", world.contacted(), early))["appointment_at"]
    )
