"""Several rows at once: to have them to oneself, and to write down that they have left."""

from zlib import crc32

from django.db import connection


def held(model, pks):
    """Those of ``pks`` whose advisory lock is ours now, until the transaction ends. It hinders nobody who reads or opens
    the notice."""
    kind = crc32(model._meta.db_table.encode()) & 0x7FFFFFFF
    with connection.cursor() as cursor:
        cursor.execute(
            "select pk from unnest(%s::bigint[]) as pk"
            " where pg_try_advisory_xact_lock(%s, (pk & 2147483647)::integer)",
            [list(pks), kind],
        )
        return {pk for (pk,) in cursor.fetchall()}


def mark(model, sent):
    """``sent``: {key: facts}. The keys of those whose facts are kept now.

    Not those of rows that somebody changes in this moment: waiting for one with the others in hand, two could wait for
    each other, and what has left would be undone.
    """
    marked = set()
    for names in {tuple(facts) for facts in sent.values()}:
        rows = {pk: facts for pk, facts in sent.items() if tuple(facts) == names}
        marked |= _mark(model, names, rows)
    return marked


def _mark(model, names, rows):
    fields = [model._meta.get_field(name) for name in names]
    columns = [connection.ops.quote_name(field.column) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    types = ["bigint", *(field.db_type(connection) for field in fields)]
    lists = ", ".join(f"%s::{each}[]" for each in types)
    settings = "".join(f"{column} = done.{column}, " for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"with free as (select id from {table} where id = any(%s) for no key update skip locked)"  # noqa: S608 - names of a model
            f" update {table} set {settings}lease_until = null, last_error = ''"
            f" from unnest({lists}) as done (id, {', '.join(columns)}) join free using (id)"
            f" where {table}.id = done.id returning done.id",
            [list(rows), list(rows), *([facts[name] for facts in rows.values()] for name in names)],
        )
        return {pk for (pk,) in cursor.fetchall()}
