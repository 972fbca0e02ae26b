"""The import of a cohort, against COPY of the very rows that it writes: history, words of the search, what is known again
and the trail too.

Indexes, constraints and triggers are the same, and what is checked at the end of a transaction is checked in both. The
floor reads no file, checks no cell, makes no hash, and passes by row security, under which PostgreSQL has no COPY.
"""

import csv
import io
import re
import tempfile
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from django.db import connection, transaction

from demonstration.cohort import make_cohort
from monitoring.cohort_import import import_cohort

from .measuring import alternate, ratio
from .scratch import moment

NAME = "import"
LIMIT, ROUNDS = 4, 7
FILES = ("referrals.csv", "sessions.csv", "partners.csv", "training.csv")
# By another name in each further likeness of the cohort
REFERENCES = ("my_time_ref", "person_ref", "iss_ref", "session_ref")
INTO = re.compile(r'insert into "?(\w+)', re.IGNORECASE)
COLUMNS = """
    select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
    from information_schema.columns
    where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'
"""


def fill(cases):
    """As many that are here before: of empty tables PostgreSQL believes that they are shortest read whole."""
    with tempfile.TemporaryDirectory(prefix="dvpp-cohort-") as name:
        _files(Path(name), cases)
        (Path(name) / FILES[-1]).unlink()  # it has no references: the same rows are known again
        _import(Path(name), moment())
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def measure(cases):
    with tempfile.TemporaryDirectory(prefix="dvpp-cohort-") as name:
        folder, at = Path(name), moment()
        rows, written = _files(folder, cases, again=1), _written(folder, at)
        costs = alternate(
            {"floor": lambda: _copied(written), "ours": lambda: _imported(folder, at)}, rounds=ROUNDS
        )
    times = ratio(costs["ours"], costs["floor"])
    of_tables = {name: text.count("\n") for name, _, text in written}
    return {
        "what": f"{sum(rows.values())} rows of files into {sum(of_tables.values())} rows of tables",
        "rows_of_files": rows,
        "rows_of_tables": of_tables,
        "rows_of_files_a_second": {
            name: round(1000 * sum(rows.values()) / cost.wall_ms) for name, cost in costs.items()
        },
        "floor": asdict(costs["floor"]),
        "ours": asdict(costs["ours"]),
        "ratio": times,
        "limit": LIMIT,
        "within_limit": times["cpu"] <= LIMIT,
    }


def _files(folder, cases, again=0):
    """The invented cohort as often as it takes for so many referrals, under other names each time and ``again``."""
    make_cohort(folder)
    times = -(-cases // len(_read(folder / FILES[0])))
    kept, found = {""}, {}
    for name in FILES:
        whole = _read(folder / name)
        numbers = range(again * times, (again + 1) * times)
        rows = [_likeness(row, number) for number in numbers for row in whole]
        if name == FILES[0]:
            rows = rows[:cases]
            kept |= {row["my_time_ref"] for row in rows}
        rows = [row for row in rows if row.get("my_time_ref", "") in kept]
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, whole[0])
            writer.writeheader()
            writer.writerows(rows)
        found[name] = len(rows)
    return found


def _read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _likeness(row, number):
    return row | {name: f"{row[name]}-{number}" for name in REFERENCES if number and row.get(name)}


def _written(folder, at):
    """(table, columns, rows as COPY writes them) of each table that the import itself fills; triggers fill the others."""
    names: dict[str, None] = {}

    def note(execute, sql, *rest):
        if into := INTO.match(sql):
            names[into[1]] = None
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        _imported(folder, at)
    with _undone(), connection.cursor() as cursor:
        before = _only(cursor, "select pg_current_snapshot()::text")
        _import(folder, at)
        return [(name, *_rows(cursor, name, before)) for name in names]


def _rows(cursor, name, before):
    """All its columns, and what was not there ``before``."""
    columns, text = _only(cursor, COLUMNS, name), io.StringIO()
    new = f"not pg_visible_in_snapshot(xmin::text::xid8, '{before}')"
    cursor.copy_expert(f'copy (select {columns} from "{name}" where {new}) to stdout', text)
    return columns, text.getvalue()


def _only(cursor, statement, *asked):
    cursor.execute(statement, asked)
    return cursor.fetchone()[0]


def _copied(written):
    """As the owner of the tables: nobody else may COPY past row security."""
    with _undone(), connection.cursor() as cursor:
        cursor.execute("set local role none")
        for name, columns, text in written:
            cursor.copy_expert(f'copy "{name}" ({columns}) from stdin', io.StringIO(text))
    return 1


def _imported(folder, at):
    with _undone():
        _import(folder, at)
    return 1


def _import(folder, at):
    result = import_cohort(folder, by=None, at=at)
    if result.problems:
        raise ValueError(f"{len(result.problems)} problems, the first of them: {result.problems[0]}")


@contextmanager
def _undone():
    """Done, checked to the last constraint, and undone."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        transaction.set_rollback(True)
