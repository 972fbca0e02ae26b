"""Where the service itself acts, and row security lets it through (docs/decisions/0034).

A person reads under their own name: the database shows them their rows and no others. An act may have to reach
further than whoever sets it off (a closure tells the ISS, a referral is parted into two files). ``@one_act`` says so
for an act as a whole; ``acting_for_the_service`` for the few readers that count or compare without showing rows.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db import transaction

from accounts.database import database

_SERVING = ContextVar("serving", default=False)


@contextmanager
def serving(whether):
    """What Python knows of it: spares an act within an act from telling the database again. Gives what held before."""
    token = _SERVING.set(whether)
    try:
        yield token.old_value is True
    finally:
        _SERVING.reset(token)


def serve(whether):
    """The same until the ``serving`` around it ends."""
    _SERVING.set(whether)


@contextmanager
def acting_for_the_service(reason, *, savepoint=True):
    """Until the end of the block the service acts, and not the person who is signed in.

    ``reason``: why somebody must reach beyond their own rows here. What ends in an exception is undone with its
    savepoint, and the reach with it; without one of its own, with that around it, before which nothing is asked.
    """
    with transaction.atomic(using=database().alias, savepoint=savepoint):
        if _SERVING.get():
            yield
            return
        with serving(True):
            _say(reason)
            yield
            if not database().needs_rollback:
                _say("")


def _say(reason):
    """The database takes on the role of the service, or again that of whoever asks: for this transaction."""
    with database().cursor() as cursor:
        cursor.execute("select dvpp_act(%s)", [reason])


def one_act(act):
    """One act: one transaction, in which the service acts for whoever was let through to it.

    May the person, is the thing theirs? A view has asked that before, by ``requires`` and ``visible_to``.
    """
    reason = f"{act.__module__}.{act.__qualname__}"

    @wraps(act)
    def acting(*args, **kwargs):
        with acting_for_the_service(reason):
            return act(*args, **kwargs)

    acting.is_one_act = True
    return acting


def for_the_service(reason):
    """The same for a reader that gives back what everybody who may call it may know."""

    def decorate(reader):
        @wraps(reader)
        def reading(*args, **kwargs):
            with acting_for_the_service(reason, savepoint=False):
                return reader(*args, **kwargs)

        return reading

    return decorate
