"""A copy of what is held of somebody, for that person: which columns of which rows, as a table; read, and put in words.

Each side has a table of its own, in a room that cannot look at the other's (``programme/own_copy``, ``iss/own_copy``).
Every column that hangs on the person stands either in what is given or in what is kept back, with the reason: one that
is new and in neither fails a test. Why: docs/decisions/0036.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.timezone import localtime

from accounts.models import User


@dataclass(frozen=True)
class Part:
    """Rows of ``model`` under ``path`` (a lookup of the person); ``fields``: columns in order; ``but``: rows kept back;
    ``words``: {column: what to call it}; ``also``: what a row is read with, to be named in one query."""

    title: str
    model: type
    path: str
    fields: tuple
    but: Q = field(default_factory=lambda: Q(pk=None))
    words: dict = field(default_factory=dict)
    also: tuple = ()


def gather(parts, subject):
    """[{"title", "items": [{"id", "rows": [[label, text]]}]}] of all parts that hold something."""
    sections = ({"title": part.title, "items": list(_items(part, subject))} for part in parts)
    return [section for section in sections if section["items"]]


def _items(part, subject):
    columns = [part.model._meta.get_field(name) for name in part.fields]
    keys = [column.name for column in columns if column.is_relation]
    found = (
        part.model.objects.filter(**{part.path: subject})
        .exclude(part.but)
        .order_by("pk")
        .select_related(*keys, *part.also)
    )
    for row in found:
        said = [[_label(part, column), _text(row, column)] for column in columns]
        if said := [[label, text] for label, text in said if text]:
            yield {"id": f"{part.model._meta.label_lower}.{row.pk}", "rows": said}


def _label(part, column):
    return part.words.get(column.name) or capfirst(str(column.verbose_name))


def _text(row, column):
    value = getattr(row, column.name)
    if isinstance(value, User):
        return value.get_role_display()  # not who: what somebody was to the person is enough
    if column.choices and value not in (None, ""):
        return str(getattr(row, f"get_{column.name}_display")())
    return _plain(value)


def _plain(value):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_plain, value)))
    if isinstance(value, models.fields.files.FieldFile):
        return "A document is held. It is given beside this copy." if value else ""
    return str(value)


def columns_of(model):
    """Every column of a model that says something: all but its own number."""
    return {column.name for column in model._meta.get_fields() if column.concrete and not column.primary_key}
