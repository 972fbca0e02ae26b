"""Uploaded documents, known by what is in them and not by what they are called."""

from django import forms
from django.core.exceptions import ValidationError

from forms.naming import Named
from forms.scanning import Infected, ScannerSilent, scan
from forms.sniffing import kind_of

MEGABYTE = 1024 * 1024
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


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
        scanned(uploaded)
        uploaded.kind = kind
        uploaded.content_type = CONTENT_TYPES[kind]
        return uploaded


def scanned(uploaded) -> None:
    """Refuse a file in which the scanner finds a virus, or that it cannot look at."""
    try:
        scan(uploaded)
    except Infected:
        raise ValidationError(
            "The document has a virus in it. Do not open it again. Tell whoever looks after your computer",
            code="virus",
        ) from None
    except ScannerSilent:
        raise ValidationError(
            "The document could not be checked for viruses just now, so it was not kept. Try again in ten minutes",
            code="not_scanned",
        ) from None
