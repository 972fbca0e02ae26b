"""The signed form is kept with the page it was put to, and goes where the page goes."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from intake.actions import discard
from intake.models import DraftDocument
from iss.models import HerAgreement
from referrals.models import Agreement

from .form import AGREEMENT, HER, errors, text

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(name, content=PDF):
    return SimpleUploadedFile(name, content)


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_stays_when_the_page_is_saved_again_and_is_named_among_the_answers(referrer):
    referrer.save("agreement", AGREEMENT | {"document": upload("his form.pdf")})
    assert "his form.pdf is kept with this page" in text(referrer.open("agreement"))
    referrer.save("agreement", AGREEMENT | {"witness": "Nobody"})
    words = text(referrer.client.get(referrer.url("draft_check")))
    assert "The form he has signed his form.pdf" in words


def test_it_stays_where_another_answer_of_the_page_is_wrong(referrer):
    answer = referrer.save("agreement", AGREEMENT | {"agreed": "", "document": upload("his.pdf")})
    assert answer.status_code == 200
    assert "his.pdf is kept with this page" in text(answer)


def test_another_file_takes_its_place_and_it_can_be_taken_out(
    referrer, folder, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        referrer.save("agreement", AGREEMENT | {"document": upload("one.pdf")})
        referrer.save("agreement", AGREEMENT | {"document": upload("two.pdf")})
    assert DraftDocument.objects.get().name == "two.pdf"
    assert len(files(folder)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        referrer.save("agreement", AGREEMENT | {"remove_document": "on"})
    assert not DraftDocument.objects.exists()
    assert files(folder) == []


def test_what_is_no_document_is_refused_and_not_kept(referrer):
    answer = referrer.save("agreement", AGREEMENT | {"document": upload("x.pdf", b"MZ a program")})
    assert "must be a PDF, JPEG, PNG or Word" in errors(answer)
    assert not DraftDocument.objects.exists()


def test_his_goes_to_his_file_and_hers_to_hers_and_nothing_stays_with_the_draft(
    referrer, folder, django_capture_on_commit_callbacks
):
    referrer.fill()
    referrer.save("agreement", AGREEMENT | {"how": "written", "document": upload("his.pdf", PDF + b"his")})
    referrer.save("partner", HER | {"document": upload("Marisol.pdf", PDF + b"hers")})
    with django_capture_on_commit_callbacks(execute=True):
        referrer.send()
    his, hers = Agreement.objects.get(), HerAgreement.objects.get()
    for agreement, content in ((his, b"his"), (hers, b"hers")):
        with agreement.document.open("rb") as document:
            assert document.read().endswith(content)
    assert "Marisol" not in hers.document.name
    assert not DraftDocument.objects.exists()
    assert not default_storage.exists("drafts") or not files(folder / "drafts")


def test_it_goes_with_a_draft_that_is_thrown_away(referrer, folder, noon, django_capture_on_commit_callbacks):
    referrer.save("partner", HER | {"document": upload("hers.pdf")})
    with django_capture_on_commit_callbacks(execute=True):
        assert discard(referrer.saved(), by=referrer.world.social_worker, at=noon)
    assert files(folder) == []
