"""Write the trail, by hand, in the same transaction as the act."""

import json

from django.db import connection

from .chain import OF_EACH, new_mark, new_marks
from .models import Entry

_MANY = """
    insert into audit_entry (at, act, actor_role, about_model, about_id, reference, details, mark)
    select %s, %s, '', %s, about_id, reference, details, mark
    from json_to_recordset(%s) as new (about_id bigint, reference text, details jsonb, mark text)
"""


def record(act, about, *, by, at, **details):
    """Add one entry. ``by`` is a User or None for the system; ``details`` are codes and references only."""
    entry = _values(act, about, by=by, at=at, details=details)
    return Entry.objects.create(**entry, mark=new_mark(**entry))


def record_many(act, about, *, at):
    """What the system did in one stroke: an entry for each (thing of one model, details) of ``about``."""
    if not about:
        return
    shared = _values(act, about[0][0], by=None, at=at, details={})
    each = [(thing.pk, getattr(thing, "reference", ""), details) for thing, details in about]
    names = (*OF_EACH, "mark")
    new = [
        dict(zip(names, (*own, mark), strict=True))
        for own, mark in zip(each, new_marks(shared, each), strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_MANY, [at, act, shared["about_model"], json.dumps(new)])


def _values(act, about, *, by, at, details):
    return {
        "at": at,
        "act": act,
        "actor_id": by.pk if by else None,
        "actor_role": by.role if by else "",
        "about_model": about._meta.concrete_model._meta.label_lower,
        "about_id": about.pk,
        "reference": getattr(about, "reference", ""),
        "details": details,
    }


def saw(about, *, by, at, page=""):
    """Record that somebody opened a file."""
    return record("seen", about, by=by, at=at, **({"page": page} if page else {}))
