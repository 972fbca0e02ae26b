"""Uploaded documents, known by what is in them and not by what they are called."""

import zipfile

from django import forms
from django.core.exceptions import ValidationError

from forms.naming import Named

MEGABYTE = 1024 * 1024
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
BEGINNINGS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
WORD_PARTS = {"[Content_Types].xml", "word/document.xml"}
MACROS = "word/vbaProject.bin"


def kind_of(file) -> str:
    """Return "pdf", "jpeg", "png" or "docx" by content, "" for anything else; leaves `file` at its start."""
    file.seek(0)
    start = file.read(16)
    file.seek(0)
    for beginning, kind in BEGINNINGS:
        if start.startswith(beginning):
            return kind
    return "docx" if start.startswith(b"PK\x03\x04") and _is_word(file) else ""


def _is_word(file) -> bool:
    """Look at the names in the archive only; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    finally:
        file.seek(0)
    return names >= WORD_PARTS and MACROS not in names


class DocumentField(Named, forms.FileField):
    """A PDF, JPEG, PNG or Word document. The cleaned file carries `kind` and the true `content_type`."""

    verb = "Choose"
    nameless = "The document"
    widget = forms.FileInput

    def __init__(self, *, max_mb: int = 10, **kwargs):
        self.max_mb = max_mb
        super().__init__(**kwargs)
        self.error_messages["empty"] = "The document is empty. Choose another file"
        self.error_messages["missing"] = self.error_messages["required"]
        self.error_messages["invalid"] = "The document did not arrive. Choose the file again"
        accepted = ".pdf,.jpg,.jpeg,.png,.docx"
        self.widget.attrs.setdefault("accept", accepted)

    def clean(self, data, initial=None):
        uploaded = super().clean(data, initial)
        if not uploaded or uploaded is initial:
            return uploaded
        if uploaded.size > self.max_mb * MEGABYTE:
            raise ValidationError(f"The document must be smaller than {self.max_mb} MB", code="too_large")
        kind = kind_of(uploaded)
        if not kind:
            raise ValidationError(
                "The document must be a PDF, JPEG, PNG or Word (DOCX without macros) file",
                code="wrong_kind",
            )
        uploaded.kind = kind
        uploaded.content_type = CONTENT_TYPES[kind]
        return uploaded
