"""Her two agreements: in words is enough, a paper betrays nothing, and a refusal is hers alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from iss.models import HerAgreement
from tests.paper.reading import reader, said_in_headers, tags, words
from tests.referrals.kit import day, errors
from tests.world import HER, HIM, NOON

PDF = b"%PDF-1.7 signed\n%%EOF"


@pytest.fixture
def worker(client, world):
    client.force_login(world.iss_worker)
    return client


def address(name, file, about=None):
    return reverse(name, args=[file.pk, about] if about else [file.pk])


def answer(**other):
    return {"about": "contact", "agreed": "yes", "form": "verbal"} | day("asked_date", NOON) | other


@pytest.mark.parametrize("about", ["contact", "support"])
def test_a_paper_found_at_home_betrays_nothing(worker, world, file, about):
    response = worker.get(address("her_agreement_pdf", file, about))
    document = reader(response.content)
    everything = words(response.content) + str(dict(document.metadata)) + said_in_headers(response)
    betraying = (
        *HIM["first_name"].split(),
        HIM["last_name"],
        HER["first_name"],
        HER["last_name"],
        file.referral.reference,
        file.reference,
        str(file.provider),
        world.iss_worker.name,
        "My Time",
        "ISS",
        "Women",
        "programme",
        "abuse",
        "violen",
        "partner",
        "support",
        "safe",
        "Birmingham",
    )
    assert [word for word in betraying if word.lower() in everything.lower()] == []
    assert file.short_reference in words(response.content)
    assert {"H1", "LI"} <= set(tags(response.content))


def test_the_page_beside_it_says_how_to_keep_it_from_being_found(worker, file):
    page = worker.get(address("her_agreement_form", file, "contact")).content.decode()
    assert "Sign it together and keep it" in page
    assert "Exit this page" in page


def test_a_refusal_needs_to_say_what_it_means_for_her_safety(worker, file):
    response = worker.post(address("her_agreement", file), answer(agreed="no"))
    assert "risk_note" in errors(response)
    worker.post(address("her_agreement", file), answer(agreed="no", risk_note="He reads her post."))
    assert HerAgreement.objects.get(file=file, agreed=False).risk_note == "He reads her post."


def test_the_signed_paper_is_added_against_her_answer(worker, file):
    worker.post(address("her_agreement", file), answer())
    page = worker.get(address("her_agreements", file))
    assert [standing.state for standing in page.context["standings"]] == ["agreed in words", "not asked"]
    signed = SimpleUploadedFile("Quillfeather.pdf", PDF)
    data = day("signed_date", NOON) | {"document": signed}
    worker.post(address("her_signed_agreement", file, "contact"), data)
    kept = HerAgreement.objects.get(file=file, form="written")
    assert kept.document_name == f"signed-{file.short_reference}.pdf"
    assert "Quillfeather" not in kept.document.name
    response = worker.get(reverse("her_agreement_document", args=[kept.pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == f'attachment; filename="{kept.document_name}"'
    assert Entry.objects.filter(act="seen", details__page="her_agreement_document").exists()


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<html><script>", b""])
def test_what_is_no_document_is_refused(worker, file, content):
    data = day("signed_date", NOON) | {"document": SimpleUploadedFile("x.pdf", content)}
    assert "document" in errors(worker.post(address("her_signed_agreement", file, "contact"), data))
    assert not HerAgreement.objects.filter(form="written").exists()


def test_there_is_no_third_agreement(worker, file):
    assert worker.get(address("her_agreement_form", file, "silence")).status_code == 404
