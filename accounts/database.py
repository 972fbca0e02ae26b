"""Which database is asked: the one that is written to, or for figures its streaming replica (docs/decisions/0052).

Whoever counts asks ``database()`` or Django's models, and neither knows nor says which it is. Nothing is ever written
anywhere but in the first.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connections

REPLICA = "replica"
_ASKED = ContextVar("asked", default=DEFAULT_DB_ALIAS)


def database():
    """The connection that is asked here."""
    return connections[_ASKED.get()]


@contextmanager
def asking(alias):
    """In the block whoever reads asks this one; as nobody, until ``acting_as`` says who in a transaction of its own."""
    token = _ASKED.set(alias)
    try:
        yield
    finally:
        _ASKED.reset(token)


class Router:
    """Django's models follow. A row that was read in the replica leads on to rows of wherever is asked by then."""

    def db_for_read(self, model, **hints):
        return _ASKED.get()

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, alias, app_label, **hints):
        return alias == DEFAULT_DB_ALIAS
