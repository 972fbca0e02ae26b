"""How rows become objects, where many are read at once."""

from django.db import models
from django.db.models.base import ModelState
from django.db.models.lookups import Lookup


class ReadPlainly(models.Model):
    """All columns become attributes in one step.

    Django sets each by itself between two signals, so that fields and listeners may do more with it: that was a third
    of what a promise cost that is found broken. Fields that only look (sealed ones too) are none the wiser. What a row
    is then is the same (tests/house/test_read_plainly.py).
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        row = cls.__new__(cls)
        row.__dict__.update(zip(field_names, values, strict=True))
        row._state = ModelState()
        row._state.adding, row._state.db = False, db
        return row


class Among(Lookup):
    """One of many keys, which go to the database as one list: ``in`` looks at each key, and writes a place for it."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        sql, given = self.process_lhs(compiler, connection)
        return f"{sql} = any(%s)", [*given, list(self.rhs)]


def lead_on(rows, *paths):
    """Each of ``paths`` (keys, one after the other: ``referral__team``) leads on from ``rows`` without asking again.

    What several of them point to is one object, read once; what has been read with them stays. As Django's
    ``prefetch_related_objects``, which spends on every row what is a fifth of telling of a promise.
    """
    for path in paths:
        level = rows
        for name in path.split("__"):
            level = _pointed_to(level, name)


def _pointed_to(rows, name):
    """All that the key ``name`` of ``rows``, of one model, points to, each once."""
    if not rows:
        return []
    field = rows[0]._meta.get_field(name)
    known = field.cache_name
    unread = [(row, getattr(row, field.attname)) for row in rows if known not in row._state.fields_cache]
    keys = {key for _, key in unread} - {None}
    found = field.related_model._base_manager.in_bulk(keys) if keys else {}
    for row, key in unread:
        row._state.fields_cache[known] = found.get(key)
    pointed_to = [row._state.fields_cache[known] for row in rows]
    return list({id(each): each for each in pointed_to if each is not None}.values())
