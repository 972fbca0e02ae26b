"""Go through every sealed column of a table, a batch at a time: under a new key, or what was never sealed at all.

Each batch is a transaction of its own that holds its rows for some milliseconds. What is done already is passed over,
so that a run which was broken off goes on, and one beside people at work harms nobody.
"""

from dataclasses import dataclass
from itertools import count

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from .errors import SealError
from .fields import SealedField
from .seal import Sealed, is_token, seal, unseal

BATCH = 500


@dataclass
class Progress:
    """``seen``: rows looked at; ``sealed``: rows written anew; ``refused``: {what went wrong: rows it went wrong on}."""

    seen: int
    sealed: int
    refused: dict


def fields_of(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]


def sealed_models():
    return [model for model in apps.get_models() if not model._meta.proxy and fields_of(model)]


def under_the_present_key(field, row, raw):
    """``raw`` sealed with the key that writes; the same again where it is."""
    if raw.key_name == settings.FIELD_KEYS.writes:
        return raw
    place = field.place_in(row)
    return seal(unseal(raw, place), place)


def for_the_first_time(field, row, raw):
    """What a column held before it was a sealed one."""
    return raw if is_token(raw.token) else seal(raw.token, field.place_in(row))


def plain_again(field, row, raw):
    """Back to what the column held before: for undoing a migration alone."""
    return Sealed(unseal(raw, field.place_in(row)))


def go_through(model, change, *, size=BATCH, within=transaction.atomic):
    """Apply ``change(field, row, raw)`` to whatever is sealed in ``model``: yields a Progress after each batch.

    ``within``: the transaction of a batch.
    """
    progress, after = Progress(0, 0, {}), 0
    for _ in count():
        with within():
            rows = list(
                model._base_manager.filter(pk__gt=after).order_by("pk").select_for_update(of=("self",))[:size]
            )
            if not rows:
                return
            changed = [row for row in rows if _change(row, change, progress)]
            _write(model, changed)
        progress.seen += len(rows)
        progress.sealed += len(changed)
        after = rows[-1].pk
        yield progress


def _change(row, change, progress):
    """True where something of ``row`` has to be written. A row that does not open is left as it is."""
    new = {}
    for field in fields_of(type(row)):
        raw = row.__dict__[field.attname]
        if not isinstance(raw, Sealed):
            continue
        try:
            new[field.attname] = change(field, row, raw)
        except SealError as error:
            progress.refused.setdefault(str(error), []).append(row.pk)
            return False
    differs = any(row.__dict__[name].token != sealed.token for name, sealed in new.items())
    row.__dict__.update(new)
    return differs


def _write(model, rows):
    """One statement for the batch; nothing but the sealed columns is touched."""
    if not rows:
        return
    quote, fields = connection.ops.quote_name, fields_of(model)
    key = quote(model._meta.pk.column)
    columns = [quote(field.column) for field in fields]
    line = f"({', '.join(['%s'] * (len(fields) + 1))})"
    setting = ", ".join(f"{column} = new.{column}" for column in columns)
    values = [value for row in rows for value in (row.pk, *(_token(row, field) for field in fields))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {quote(model._meta.db_table)} as old set {setting} "  # noqa: S608 - names of the model's own
            f"from (values {', '.join([line] * len(rows))}) as new ({key}, {', '.join(columns)}) "
            f"where old.{key} = new.{key}",
            values,
        )


def _token(row, field):
    return getattr(row.__dict__[field.attname], "token", "")
