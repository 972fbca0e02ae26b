"""How the database is to go about counting, where its planner may have no statistics: after an import, in a new region."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from accounts.database import database

PLANNING = {"enable_nestloop": "off", "work_mem": "64MB", "jit": "off"}
_JOINING: ContextVar[bool] = ContextVar("joining_by_hash", default=False)


@contextmanager
def joining_by_hash() -> Iterator[None]:
    """The planner knows nothing of how many rows a step of the facts gives, and now and then takes it for one: then it
    looks at every row for every row. Told to join by hash, and to keep what is looked up, it never does.

    Within another of these it is told nothing new.
    """
    if _JOINING.get():
        yield
        return
    with transaction.atomic(using=database().alias, savepoint=False), database().cursor() as cursor:
        settings = [word for pair in PLANNING.items() for word in pair]
        cursor.execute(
            f"select {', '.join('current_setting(%s)' for _ in PLANNING)}, {_SET}", [*PLANNING, *settings]
        )
        before = zip(PLANNING, cursor.fetchone(), strict=False)
        joining = _JOINING.set(True)
        try:
            yield
        finally:
            _JOINING.reset(joining)
        cursor.execute(f"select {_SET}", [word for pair in before for word in pair])


# For the present transaction
_SET = ", ".join("set_config(%s, %s, true)" for _ in PLANNING)
