"""What a migration does that stops people from writing, or the code that still runs from working. By its SQL.

A release is laid over a site at which people work: first the schema, then the code, one process after the other. So the
old code has to work on the new schema, and no statement may hold a lock for longer than a blink on a table that grows.
"""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.migrations import RunPython


@dataclass(frozen=True)
class Kind:
    name: str
    pattern: re.Pattern
    instead: str


def _kind(name, pattern, instead):
    return Kind(name, re.compile(pattern, re.IGNORECASE | re.DOTALL), instead)


_ALTER = r"alter table (?:only )?(?:if exists )?\"?(?P<table>\w+)\"? (?:.*, )?"
KINDS = (
    _kind(
        "index that stops writers",
        r"create (?:unique )?index (?!concurrently).*? on (?:only )?\"?(?P<table>\w+)\"?",
        "AddIndexConcurrently in a migration of its own with atomic = False",
    ),
    _kind("index dropped under a lock", r"drop index (?!concurrently)", "RemoveIndexConcurrently"),
    _kind(
        "constraint checked in one go",
        _ALTER
        + r"add constraint (?!.*(?:not valid|using index)).*?(?:check|foreign key|unique|exclude|primary key)",
        "AddConstraintNotValid, and ValidateConstraint in the next migration; a unique one using an index",
    ),
    _kind(
        "key checked in one go",
        _ALTER + r"add column (?!.*not valid).*? references ",
        "the column without db_constraint, its index concurrently, the key not valid, and validated later",
    ),
    _kind(
        "column that old code leaves empty",
        _ALTER + r"add column (?!.* default ).*? not null",
        "null=True, or db_default",
    ),
    _kind(
        "default taken away from a column that old code leaves empty",
        _ALTER + r"alter column \"?\w+\"? drop default",
        "db_default instead of default, so that it stays until the old code is gone",
    ),
    _kind(
        "rows written anew",
        _ALTER
        + r"add column .*? default \(?(?:gen_random_uuid|uuid_generate|random|clock_timestamp|nextval)",
        "the column empty, filled in batches",
    ),
    _kind(
        "type changed",
        _ALTER + r"alter column \"?\w+\"? (?:set data )?type ",
        "a new column, filled in batches",
    ),
    _kind(
        "column closed in one go",
        _ALTER + r"alter column \"?\w+\"? set not null",
        "a check not valid, validated in the next migration, then not null",
    ),
    _kind("column taken away", _ALTER + r"drop column ", "first the release whose code does not know it"),
    _kind("column renamed", _ALTER + r"rename column ", "a new one beside it"),
    _kind("table renamed", _ALTER + r"rename to ", "a new one beside it"),
    _kind(
        "table taken away",
        r"drop table (?:if exists )?\"?(?P<table>\w+)\"?",
        "first the release whose code does not know it",
    ),
    _kind(
        "lock on everything",
        r"\b(?:vacuum full|cluster |lock table|reindex (?!.*concurrently)|refresh materialized view (?!concurrently))",
        "never while people work",
    ),
)
HELD = "table held while more is done"
_CHANGED = re.compile(
    r"(?:alter table|(?:create|drop|alter) policy (?:if exists )?\w+ on|create trigger .*? on) (?:only )?\"?(\w+)\"?",
    re.IGNORECASE | re.DOTALL,
)
_CREATED = re.compile(r"create table (?:if not exists )?\"?(\w+)\"?", re.IGNORECASE)
_DDL = re.compile(r"^\s*(?:alter table|create (?:unique )?index|drop )", re.IGNORECASE)
MIXED = "data and schema in one transaction"


def sql_of(migration, state):
    """The statements of one migration, as ``sqlmigrate`` would show them, and ``state`` moved on."""
    within = connection.in_atomic_block
    # Nothing is executed: what may not be within a transaction has only to believe that it is not
    connection.in_atomic_block = within and migration.atomic
    try:
        with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
            migration.apply(state, editor, collect_sql=True)
    finally:
        connection.in_atomic_block = within
    return [line for line in editor.collected_sql if not line.startswith("--")]


def findings(statements, *, with_data=False):
    """[(kind, table, instead)] of statements that touch tables older than they are."""
    new, found = set(), []
    for statement in statements:
        text = " ".join(statement.split())
        new |= set(_CREATED.findall(text))
        for kind in KINDS:
            match = kind.pattern.search(text)
            table = (match.groupdict().get("table") or "") if match else ""
            if match and table not in new:
                found.append((kind.name, table, kind.instead))
        if (
            with_data
            and _DDL.match(text)
            and not any(f'"{table}"' in text or f" {table} " in text for table in new)
        ):
            found.append((MIXED, "", "data in a migration of its own, in batches, with atomic = False"))
    return found


def held(statements):
    """[(HELD, table, instead)] of one transaction that goes on after it has changed a table older than itself.

    Whoever saves there waits for all of it, and Django takes a second between two operations to see how models stand.
    """
    new, holds, found = set(), set(), []
    for statement in statements:
        text = " ".join(statement.split())
        new |= set(_CREATED.findall(text))
        changed = set(_CHANGED.findall(text)) - new
        if holds and (changed != holds or not changed):
            found.append((HELD, min(holds), "each table last in a migration of its own, or atomic = False"))
            return found
        holds |= changed
    return found


def writes_data(migration):
    return migration.atomic and any(isinstance(operation, RunPython) for operation in migration.operations)
