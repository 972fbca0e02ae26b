"""Text, notes, telephone numbers, email addresses and whole numbers."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from forms.naming import Named

NOTE_CHARACTERS = 5_000
# Far more than any box may hold; what is beyond it is told to be too long anyway, and no draft keeps it
HALF_TYPED_CHARACTERS = 50_000
PHONE_DIGITS = range(10, 16)


def within_length(field: Named, text: str, limit: int | None) -> str:
    """Return `text`, or refuse it saying by how much it is too long."""
    too_many = len(text) - limit if limit else 0
    if too_many > 0:
        plural = "character" if too_many == 1 else "characters"
        raise ValidationError(
            f"{field.called} must be {limit:,} characters or fewer. It is {too_many:,} {plural} too long",
            code="max_length",
        )
    return text


def half_typed(texts: list[str]) -> list[str]:
    """What was typed so far, as a draft keeps it before anything is judged."""
    # PostgreSQL takes no NUL; no keyboard makes one
    return [text.replace("\x00", "")[:HALF_TYPED_CHARACTERS] for text in texts]


class TextField(Named, forms.CharField):
    """One line of text."""

    def __init__(self, *, max_length: int | None = 200, **kwargs):
        self.limit = max_length
        super().__init__(**kwargs)

    def clean(self, value):
        return within_length(self, super().clean(value), self.limit)


class NoteField(Named, forms.CharField):
    """Several lines. Line ends are counted once, as the person sees them, whatever the browser sends."""

    def __init__(self, *, max_length: int = NOTE_CHARACTERS, rows: int = 5, **kwargs):
        self.limit = max_length
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")

    def clean(self, value):
        return within_length(self, super().clean(value), self.limit)


class PhoneField(Named, forms.CharField):
    """A telephone number as people write it; kept with single spaces and no brackets or dashes."""

    malformed = "Enter a phone number, like 0121 496 0000"

    def __init__(self, **kwargs):
        attrs = {"type": "tel", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value):
        plain = re.sub(r"[()\-.\s]+", " ", super().to_python(value)).strip()
        if not plain:
            return plain
        digits = re.sub(r"[^0-9]", "", plain)
        if not re.fullmatch(r"\+?[0-9 ]+", plain) or len(digits) not in PHONE_DIGITS:
            raise ValidationError(self.malformed, code="invalid")
        return plain


class EmailField(Named, forms.EmailField):
    default_validators = (EmailValidator(message="Enter an email address, like name@example.com"),)

    def __init__(self, **kwargs):
        attrs = {"spellcheck": "false", "autocomplete": kwargs.pop("autocomplete", "off")}
        super().__init__(widget=forms.EmailInput(attrs=attrs), **kwargs)


class WholeNumberField(Named, forms.Field):
    """A whole number in an ordinary text box, as the Design System asks (no spinner)."""

    def __init__(self, *, min_value: int | None = None, max_value: int | None = None, **kwargs):
        self.min_value, self.max_value = min_value, max_value
        attrs = {"inputmode": "numeric"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value):
        text = str("" if value is None else value).strip().replace(",", "")
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,9}", text):
            raise ValidationError(f"{self.called} must be a whole number, like 3", code="invalid")
        return int(text)

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(f"{self.called} must be {self.min_value:,} or more", code="min_value")
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(f"{self.called} must be {self.max_value:,} or fewer", code="max_value")
