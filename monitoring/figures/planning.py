"""How the database is to go about counting, where its planner may have no statistics: after an import, in a new region."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

PLANNING = {"enable_nestloop": "off", "work_mem": "64MB", "jit": "off"}


@contextmanager
def joining_by_hash() -> Iterator[None]:
    """The planner knows nothing of how many rows a step of the facts gives, and now and then takes it for one: then it
    looks at every row for every row. Told to join by hash, and to keep what is looked up, it never does.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(f"select {', '.join('current_setting(%s)' for _ in PLANNING)}", list(PLANNING))
        before = dict(zip(PLANNING, cursor.fetchone(), strict=True))
        _plan(cursor, PLANNING)
        yield
        _plan(cursor, before)


def _plan(cursor: Any, settings: Mapping[str, str]) -> None:
    """For the present transaction."""
    asked = ", ".join("set_config(%s, %s, true)" for _ in settings)
    cursor.execute(f"select {asked}", [word for pair in settings.items() for word in pair])
