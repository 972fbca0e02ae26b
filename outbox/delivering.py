"""Claim by a committed lease, begin in a transaction of its own, ask, send, mark.

Between beginning and marking an advisory lock of the row is held: whoever stands still in the middle of sending keeps
everybody else from it for as long as its session lives. Whoever loses the session asks the provider first.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from django.conf import settings
from django.db import connection
from django.db.models import F

from accounts.identity import SYSTEM, acting_as

from .failures import BAD_ROW, Away, Declined, Failed
from .points import reach

logger = logging.getLogger(__name__)
BATCH = 50


@dataclass(frozen=True)
class Post:
    """One kind of row that leaves.

    ``due(at)``: rows that may be claimed, those due first in front; ``open``: what holds of a row that is neither sent
    nor settled otherwise. ``carry(row, now)`` asks the provider where the row has been tried before, sends, and gives
    the facts to keep; it raises ``Failed`` and its kinds.
    """

    model: type
    due: Callable
    open: dict
    carry: Callable
    related: tuple = ()

    def rows(self):
        return self.model.objects.filter(**self.open, undelivered_at=None)


def wait_after(attempts):
    """How long a row waits after so many attempts: none, one, two, four ... times the first wait, up to the longest."""
    if not attempts:
        return settings.DELIVERY_WAIT * 0
    return min(settings.DELIVERY_LONGEST_WAIT, settings.DELIVERY_WAIT * 2 ** min(attempts - 1, 12))


def deliver(post, *, at, now):
    """Settle up to ``BATCH`` rows due by ``at``; how many. ``now()`` gives the moment of each step.

    No sending begins in the last half of the lease: what is left of the batch is given back.
    """
    lease, settled = at + settings.DELIVERY_LEASE, 0
    claimed = _claim(post, at, lease)
    reach("claimed")
    for place, (pk, attempts) in enumerate(claimed):
        if now() >= at + settings.DELIVERY_LEASE / 2:
            _give_back(post, claimed[place:], lease)
            break
        try:
            settled += _one(post, pk, attempts, lease, now)
        except Away:
            _give_back(post, claimed[place + 1 :], lease)
            break
    return settled


def _claim(post, at, lease):
    with acting_as(SYSTEM):
        rows = post.due(at).select_for_update(skip_locked=True, of=("self",))[:BATCH]
        claimed = list(rows.values_list("pk", "attempts"))
        reach("before_claim")
        post.model.objects.filter(pk__in=[pk for pk, _ in claimed]).update(lease_until=lease)
    return claimed


def _give_back(post, claimed, lease):
    with acting_as(SYSTEM):
        ours = post.rows().filter(pk__in=[pk for pk, _ in claimed], lease_until=lease)
        ours.update(lease_until=None)


def _one(post, pk, attempts, lease, now):
    """Whether the row is settled now."""
    hold = _begin(post, pk, attempts, lease, at=now())
    if hold is None:
        return False
    reach("begun")
    try:
        return _carry(post, pk, hold, now)
    except Away as away:
        again = {"attempts": F("attempts") - 1, "lease_until": now() + settings.DELIVERY_WAIT}
        _note(post, pk, hold, last_error=away.word, **again)
        raise
    except Failed as failure:
        limit = settings.DECLINED_AFTER if isinstance(failure, Declined) else settings.GIVEN_UP_AFTER
        _later(post, pk, hold, failure.word, attempts + 1, limit, at=now())
    except BAD_ROW as problem:
        logger.exception(
            "Something could not be sent, and nobody foresaw why: %s %s", post.model._meta.label, pk
        )
        _later(post, pk, hold, type(problem).__name__, attempts + 1, settings.GIVEN_UP_AFTER, at=now())
    return False


def _begin(post, pk, attempts, lease, *, at):
    """Keep that it is tried, and until when nobody else may, before anything leaves; None where it is not ours.

    The row of which processes die is tried less and less, and in the end no more.
    """
    hold = at + max(settings.DELIVERY_LEASE, wait_after(attempts))
    with acting_as(SYSTEM):
        ours = post.rows().filter(pk=pk, lease_until=lease, attempts=attempts)
        if attempts >= settings.GIVEN_UP_AFTER:
            ours.update(undelivered_at=at, lease_until=None)
            return None
        return hold if ours.update(attempts=attempts + 1, lease_until=hold) else None


def _carry(post, pk, hold, now):
    with acting_as(SYSTEM):
        if not _alone_with(post, pk):
            return False
        row = post.rows().filter(pk=pk, lease_until=hold).select_related(*(post.related or [None])).first()
        if row is None:
            return False
        begun = hold - max(settings.DELIVERY_LEASE, wait_after(row.attempts - 1))
        if now() >= begun + settings.DELIVERY_LEASE / 2:
            return False
        facts = post.carry(row, now)
        post.model.objects.filter(pk=pk).update(**facts, lease_until=None, last_error="")
        reach("marked")
    reach("kept")
    return True


def _alone_with(post, pk):
    """The row's advisory lock, until the transaction ends; it hinders nobody who reads or opens the notice."""
    kind = crc32(post.model._meta.db_table.encode()) & 0x7FFFFFFF
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [kind, pk & 0x7FFFFFFF])
        return cursor.fetchone()[0]


def _later(post, pk, hold, word, attempts, limit, *, at):
    logger.warning("Something could not be sent; it will be tried again: %s %s", post.model._meta.label, word)
    gone = {"undelivered_at": at, "lease_until": None} if attempts >= limit else {}
    _note(post, pk, hold, **{"lease_until": at + wait_after(attempts), "last_error": word, **gone})


def _note(post, pk, hold, **facts):
    with acting_as(SYSTEM):
        post.rows().filter(pk=pk, lease_until=hold).update(**facts)
