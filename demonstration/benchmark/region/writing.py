"""Many tables at once, by COPY: rows as tuples of text, and the model's defaults for every column not named."""

import io
from contextlib import contextmanager

from django.db import connection
from django.db.models import Max

from demonstration.benchmark.copying import as_text

NULL = "\\N"
AT_ONCE = 20_000
KEYS = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    from pg_constraint where contype = 'f' and conrelid::regclass::text = any(%s)
"""


class Table:
    """One model's table, for rows of ``columns`` (attnames) in that order. A row without ``id`` is numbered."""

    def __init__(self, model, *columns, first=1):
        self.model, self.number, self.rows = model, first - 1, []
        numbered = ("id",) if model._meta.auto_field and "id" not in columns else ()
        named = {field.attname: field for field in model._meta.concrete_fields}
        rest = [field for name, field in named.items() if name not in (*numbered, *columns)]
        order = ", ".join(f'"{named[name].column}"' for name in (*numbered, *columns))
        others = "".join(f', "{field.column}"' for field in rest)
        self.statement = f'copy "{model._meta.db_table}" ({order}{others}) from stdin'
        self.tail = "".join("\t" + as_text(field.get_default()) for field in rest) + "\n"
        self.numbered = bool(numbered)

    def add(self, *values):
        """One row of text; its number, where it was numbered here."""
        self.number += 1
        if self.numbered:
            self.rows.append(f"{self.number}\t" + "\t".join(values) + self.tail)
        else:
            self.rows.append("\t".join(values) + self.tail)
        if len(self.rows) == AT_ONCE:
            self.write()
        return self.number

    def write(self):
        with connection.cursor() as cursor:
            cursor.copy_expert(self.statement, io.StringIO("".join(self.rows)))
        self.rows.clear()

    def close(self):
        """What is left, and the sequence set behind it."""
        self.write()
        if not self.model._meta.auto_field:
            return
        last = self.model.objects.aggregate(last=Max("pk"))["last"] or 0
        with connection.cursor() as cursor:
            sequence = "select setval(pg_get_serial_sequence(%s, 'id'), %s)"
            cursor.execute(sequence, [self.model._meta.db_table, last + 1])


@contextmanager
def unchecked(models):
    """No trigger and no foreign key of these tables is looked at meanwhile; what comes later is checked again."""
    names = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        # What was written before is looked at now: a table with a look outstanding cannot be changed
        cursor.execute("set constraints all immediate")
        cursor.execute(KEYS, [names])
        keys = cursor.fetchall()
        for table, key, _ in keys:
            cursor.execute(f'alter table {table} drop constraint "{key}"')
        for name in names:
            cursor.execute(f"alter table {name} disable trigger user")
        yield
        for name in names:
            cursor.execute(f"alter table {name} enable trigger user")
        for table, key, definition in keys:
            cursor.execute(f'alter table {table} add constraint "{key}" {definition} not valid')
