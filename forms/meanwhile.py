"""Two people at one record: who saves second sees both versions, answer by answer, and chooses.

A form that edits what is stored is given it as ``stored``. It carries a digest of each of those answers as it was drawn
with, and is drawn from what is stored once more when it comes back: an answer that differs from its digest has been saved
by somebody else meanwhile. Only what the form itself was given is ever shown: nobody reads more than the form lets them.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.crypto import salted_hmac

from forms.dates import LONDON

OPENED_WITH = "opened_with"
CHOSEN = "meanwhile-"
# The button that leads back to the form, with what was chosen in it
EDIT = "meanwhile_edit"
THEIRS, MINE = "theirs", "mine"


class Overtaken(Exception):
    """Somebody else has saved answers of ``form`` since it was opened. ``fields``: their names."""

    def __init__(self, form, fields: list[str]):
        super().__init__("Somebody else has saved this meanwhile")
        self.form, self.fields = form, fields


def digests(form) -> dict[str, str]:
    """{name: digest} of every answer of ``form`` as it is stored now."""
    return {name: _digest(form.fields[name], value) for name, value in _stored(form).items()}


def opened(form) -> dict[str, str]:
    """{name: digest} of what its reader has seen: as the form was drawn, and what was chosen between since."""
    if not form.is_bound:
        return digests(form)
    seen = dict(part.split(":", 1) for part in form.data.get(OPENED_WITH, "").split() if ":" in part)
    return seen | {name: digest for name, (_, digest) in choices(form).items()}


def choices(form) -> dict[str, tuple[str, str]]:
    """{name: (THEIRS or MINE, digest of the version that was chosen against)} of what was answered."""
    given = {name: form.data.get(f"{CHOSEN}{name}", "") for name in _stored(form)}
    pairs = {name: value.partition(":") for name, value in given.items()}
    return {name: (whose, digest) for name, (whose, _, digest) in pairs.items() if whose in (THEIRS, MINE)}


def take_theirs(form) -> None:
    """Put what is stored in the place of what was typed, where that was chosen and is still what was shown."""
    now, data = digests(form), form.data
    for name, (whose, digest) in choices(form).items():
        if whose == THEIRS and digest == now[name]:
            data = data.copy()
            _put(data, form[name], form.stored[name])
    form.data = data


def refuse_unseen(form) -> None:
    """Raise Overtaken where saving would write over what somebody else has saved and this person has not seen."""
    now, seen = digests(form), opened(form)
    fields = [
        name for name in now if name in seen and seen[name] != now[name] and _typed(form, name) != now[name]
    ]
    if fields:
        raise Overtaken(form, fields)


def untouched(form, name: str) -> bool:
    """Whether the answer came back as it was drawn."""
    return _typed(form, name) == opened(form).get(name)


def both(form, name: str) -> tuple[str, str]:
    """What is stored and what was typed, in words."""
    field = form.fields[name]
    return _in_words(field, form.stored[name]), _in_words(field, _answer(form, name))


def as_token(seen: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{digest}" for name, digest in seen.items())


def _stored(form) -> dict[str, Any]:
    return {name: value for name, value in form.stored.items() if name in form.fields}


def _answer(form, name: str):
    field = form.fields[name]
    return field.clean(field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name)))


def _typed(form, name: str) -> str:
    return _digest(form.fields[name], _answer(form, name))


def _digest(field: forms.Field, value) -> str:
    """Keyed, so that a page tells nothing that a guess could be tried against."""
    plain = "\x1f".join(_plain(field, value))
    return salted_hmac("forms.meanwhile", plain, algorithm="sha256").hexdigest()[:20]


def _plain(field: forms.Field, value) -> list[str]:
    """An answer as text, the same whether it comes from the database or from a browser."""
    if isinstance(field.widget, forms.CheckboxInput):
        return ["on" if value else ""]
    value = field.prepare_value(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return sorted(_text(one) for one in value)
    return [_text(value)]


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return f"{value.astimezone(LONDON):%Y-%m-%d %H:%M}"
    return "\n".join(str(value).strip().splitlines())


def _in_words(field: forms.Field, value) -> str:
    if isinstance(field.widget, forms.CheckboxInput):
        return "Ticked" if value else "Not ticked"
    if isinstance(value, datetime):
        local = value.astimezone(LONDON)
        return f"{local.day} {local:%B %Y}, {local:%H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ()) if str(key)}
    words = [
        labels.get(text, "No longer listed") if labels else text for text in _plain(field, value) if text
    ]
    return ", ".join(words) or "Left empty"


def _put(data: QueryDict, bound, value) -> None:
    """``value`` into ``data`` as a browser would send it."""
    name, widget = bound.html_name, bound.field.widget
    value = bound.field.prepare_value(value)
    if isinstance(widget, forms.MultiWidget):
        for suffix, part in zip(widget.widgets_names, widget.decompress(value), strict=True):
            data[f"{name}{suffix}"] = "" if part is None else str(part)
    elif isinstance(widget, forms.CheckboxInput):
        data.setlist(name, ["on"] if value else [])
    elif isinstance(value, Iterable) and not isinstance(value, str):
        data.setlist(name, [_text(one) for one in value])
    else:
        data[name] = "" if value is None else str(value)
