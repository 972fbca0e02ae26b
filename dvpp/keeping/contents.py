"""What a database holds, as marks that can be compared: every row, and everything that guards the rows."""

import re
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction

# As its owner, without row security and without haste; rows read the same wherever they are read
_ALL_OF_IT = """
set local role none;
set local row_security to off;
set local statement_timeout to 0;
set local idle_in_transaction_session_timeout to 0;
set local timezone to 'UTC';
set local datestyle to 'ISO, YMD';
set local intervalstyle to 'postgres';
set local bytea_output to 'hex';
set local extra_float_digits to 1;
"""
_OURS = r"""
with ours as (
    select oid, nspname from pg_namespace
    where nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_(toast|temp)'
)
"""
_TABLES = f"""{_OURS} select c.oid::regclass::text from pg_class c
where relkind = 'r' and relnamespace in (select oid from ours) order by 1"""
_ROWS = "select count(*), coalesce(sum(hashtextextended(whole_row_::text, 0)), 0)::text from only {} as whole_row_"
_ROLES = f"""{_OURS} select distinct r.rolname, r.rolsuper or r.rolbypassrls
from pg_roles r join pg_shdepend s on s.refobjid = r.oid and s.refclassid = 'pg_authid'::regclass
where s.dbid = (select oid from pg_database where datname = current_database()) and r.rolname !~ '^pg_'
order by 1"""
_PARTS = dict(
    re.findall(
        r"^-- part: (.+)\n((?:.+\n)+)", (Path(__file__).parent / "shape.sql").read_text(), re.MULTILINE
    )
)


# PostgreSQL writes an expression it has read back with other casts and brackets than it first had
_WORDING = re.compile(r"::[a-z_ ]+(\(\d+\))?(\[\])?|[()\s]")


def as_meant(line: str) -> str:
    return _WORDING.sub("", line)


@contextmanager
def as_it_stands():
    """One moment of the whole database: a cursor, and the name under which others may read the same moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        cursor.execute(_ALL_OF_IT)
        cursor.execute("select pg_export_snapshot()")
        yield cursor, cursor.fetchone()[0]


def tables(cursor) -> list[str]:
    cursor.execute(_TABLES)
    return [name for (name,) in cursor.fetchall()]


def rows(cursor) -> dict[str, list]:
    """{table: [number of rows, sum of their hashes]}: two that agree hold the same rows, short of malice."""
    found = {}
    for table in tables(cursor):
        cursor.execute(_ROWS.format(table))
        found[table] = list(cursor.fetchone())
    return found


def shape(cursor) -> dict[str, str]:
    """{part: hash of its lines}."""
    found = {}
    for part, sql in _PARTS.items():
        cursor.execute(_OURS + sql)
        lines = sorted(as_meant(line) for (line,) in cursor.fetchall())
        found[part] = sha256("\n".join(lines).encode()).hexdigest()
    return found


def roles(cursor) -> dict[str, bool]:
    """{role that owns something or was granted something: whether it passes by row security}."""
    cursor.execute(_ROLES)
    return dict(cursor.fetchall())


def owner(cursor) -> str:
    cursor.execute("select session_user")
    return cursor.fetchone()[0]


def read(cursor) -> dict:
    return {"rows": rows(cursor), "shape": shape(cursor), "roles": roles(cursor), "owner": owner(cursor)}


def differences(wanted: dict, found: dict) -> list[str]:
    """Which tables and which parts are not as they were, in words."""
    every = sorted({*wanted["rows"], *found["rows"]})
    words = [f"the rows of {name}" for name in every if wanted["rows"].get(name) != found["rows"].get(name)]
    words += [f"the {part}" for part in wanted["shape"] if wanted["shape"][part] != found["shape"].get(part)]
    return words
