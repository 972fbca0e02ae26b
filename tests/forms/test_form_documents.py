import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from forms import DocumentField

WORD = ("[Content_Types].xml", "word/document.xml")


def archive(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name), "x")  # of no day: every worker collects the same
    return buffer.getvalue()


def picture(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, kind)
    return buffer.getvalue()


def upload(content, name="agreement.pdf", content_type="application/pdf"):
    return SimpleUploadedFile(name, content, content_type)


def refusal(uploaded, **options):
    with pytest.raises(ValidationError) as caught:
        DocumentField(label="Signed agreement", **options).clean(uploaded)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...\n%%EOF", "pdf"),
        (picture("JPEG"), "jpeg"),
        (picture("PNG"), "png"),
        (archive(*WORD), "docx"),
    ],
)
def test_a_document_is_known_by_its_content(content, kind):
    cleaned = DocumentField(label="x").clean(upload(content, "anything.bin", "text/html"))
    assert cleaned.kind == kind
    assert kind in cleaned.content_type or kind == "docx"
    assert cleaned.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00 a program called agreement.pdf",
        b"<html><script>alert(1)</script>",
        b"PK\x03\x04 not really an archive",
        archive("a.txt"),
        archive(*WORD, "word/vbaProject.bin"),
        b"%PD",
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(content):
    assert refusal(upload(content)) == (
        "The document must be a PDF, JPEG, PNG or Word (DOCX without macros) file"
    )


def test_an_empty_document_is_refused():
    assert refusal(upload(b"")) == "The document is empty. Choose another file"


def test_a_document_too_large_is_refused():
    assert (
        refusal(upload(b"%PDF-" + b"x" * 1024 * 1024), max_mb=1) == "The document must be smaller than 1 MB"
    )


def test_a_required_document_must_be_chosen():
    assert refusal(None) == "Choose signed agreement"
    assert not DocumentField(label="x", required=False).clean(None)
