"""Many rows of a table in one statement, where a model for each would cost more than the row (docs/decisions/0056).

A column goes to the database as one value, an array that it takes apart itself; what is the same in all rows goes once.
Constraints, triggers and row security are those of any other insert.
"""

import json
from itertools import islice

from django.db import connection, transaction

BATCH = 5000


class OwnWay(TypeError):
    """A column that its field alone may write: a sealed one, which would be written open here."""


def write_many(model, rows, *, returning=(), ignore_known=False, then=lambda number: None):
    """Write ``rows`` ({column: value}, all with the same columns); the rest of each is what ``model`` has by default.

    Gives the columns named in ``returning`` of what was written; calls ``then`` with how many went, batch by batch.
    """
    rows, found, number = iter(rows), [], 0
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            statement, constants = _statement(model, batch[0], returning, ignore_known)
            columns = [_array(row[name] for row in batch) for name in batch[0]]
            cursor.execute(statement, [*constants, *columns])
            found += cursor.fetchall() if returning else ()
            number += len(batch)
            then(number)
    return found


def _statement(model, names, returning, ignore_known):
    """The insert, and the values that are the same in every row."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    given = [fields[name] for name in names]
    if own := [field.name for field in given if not type(field).__module__.startswith("django.db.models.")]:
        raise OwnWay(own)
    constants = dict(_by_default(model, fields.keys() - names))
    columns = ", ".join(f'"{field.column}"' for field in (*given, *constants))
    same = "".join(f", %s::{_type(field)}" for field in constants)
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in given)
    return (
        f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT new.*{same} FROM unnest({arrays}) AS new'  # noqa: S608 - of our own models
        + (" ON CONFLICT DO NOTHING" if ignore_known else "")
        + (f" RETURNING {', '.join(fields[name].column for name in returning)}" if returning else "")
    ), list(constants.values())


def _by_default(model, names):
    """What a model that was only just made holds, as its fields write it; nothing of what the database fills in."""
    blank = model()
    for field in model._meta.concrete_fields:
        if field.attname in names and not (
            field is model._meta.auto_field or field.generated or field.has_db_default()
        ):
            value = field.get_db_prep_save(field.pre_save(blank, add=True), connection)
            if value is not None:
                yield field, value


def _type(field):
    """Without its length, by which a cast would cut what the column refuses."""
    return field.db_type(connection).split("(")[0]


def _array(values):
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value):
    if value is None:
        return "NULL"
    text = json.dumps(value) if isinstance(value, list | tuple | dict) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
