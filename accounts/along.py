"""Rows of another table that come along with a row: one question for both.

A row read so has the fields that were named; another is asked for when somebody looks at it.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models.functions import JSONObject


def along(rows, fields):
    """An annotation: of ``rows`` (a queryset in its order, bound by an OuterRef) the ``fields``, as columns of its model."""
    return ArraySubquery(rows.values(along=JSONObject(**{name: name for name in fields})))


def read(model, rows):
    """Rows of ``model`` from what came along."""
    return [_row(model, row) for row in rows]


def _row(model, row):
    fields = [field for field in model._meta.concrete_fields if field.attname in row]
    values = [field.to_python(row[field.attname]) for field in fields]
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)
