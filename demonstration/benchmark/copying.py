"""Rows into a table by COPY, with the defaults that the model would give."""

import io
import json
from collections.abc import Iterable, Mapping

from django.db import connection

BATCH = 20_000


def copy(model, rows: Iterable[Mapping], *, first=1) -> int:
    """Write ``rows`` ({column: value}), numbered from ``first`` where the model numbers its rows; how many."""
    fields = list(model._meta.concrete_fields)
    numbered = model._meta.auto_field
    columns = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'copy "{model._meta.db_table}" ({columns}) from stdin'
    number, buffer = 0, io.StringIO()
    with connection.cursor() as cursor:
        for number, row in enumerate(rows, start=1):
            values = {numbered.attname: first + number - 1, **row} if numbered else row
            buffer.write("\t".join(_text(field, values) for field in fields) + "\n")
            if number % BATCH == 0:
                _flush(cursor, statement, buffer)
        _flush(cursor, statement, buffer)
        if numbered and number:
            after = first + number - 1
            cursor.execute(
                "select setval(pg_get_serial_sequence(%s, %s), %s)",
                [model._meta.db_table, numbered.column, after],
            )
    return number


def _flush(cursor, statement, buffer):
    buffer.seek(0)
    cursor.copy_expert(statement, buffer)
    buffer.seek(0)
    buffer.truncate()


def _text(field, values):
    return as_text(values[field.attname] if field.attname in values else field.get_default())


def as_text(value):
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, dict | list):
        value = json.dumps(value)
    text = "t" if value is True else "f" if value is False else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
