"""Claim by a committed lease, begin in a transaction of its own, ask, send, mark.

Between beginning and marking an advisory lock of the row is held: whoever stands still in the middle of sending keeps
everybody else from it for as long as its session lives. Whoever loses the session asks the provider first.

Rows that were never tried go together, ``Post.together`` at once, so that they share the two transactions. One that was
tried before goes alone, and is asked about (docs/decisions/0053).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F

from accounts.identity import SYSTEM, acting_as

from .failures import BAD_ROW, Away, Declined, Failed
from .marking import held, mark
from .points import reach

logger = logging.getLogger(__name__)
BATCH = 50


@dataclass(frozen=True)
class Post:
    """One kind of row that leaves.

    ``due(at)``: rows that may be claimed, those due first in front; ``open``: what holds of a row that is neither sent
    nor settled otherwise. ``carry(row, now)`` asks the provider where the row has been tried before, sends, and gives
    the facts to keep; it raises ``Failed`` and its kinds. ``together``: how many that were never tried share their
    transactions, and so how many have to be asked about where a process dies among them.
    """

    model: type
    due: Callable
    open: dict
    carry: Callable
    related: tuple = ()
    together: int = 1

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
    lease, settled, away = at + settings.DELIVERY_LEASE, 0, False
    left = _claim(post, at, lease)
    reach("claimed")
    while left and not away and now() < at + settings.DELIVERY_LEASE / 2:
        pks, attempts, left = _next(left, post.together)
        sent, away = _send(post, pks, attempts, lease, now)
        settled += sent
    if left:
        _give_back(post, [pk for pk, _ in left], lease)
    return settled


def _claim(post, at, lease):
    with acting_as(SYSTEM):
        rows = post.due(at).select_for_update(skip_locked=True, of=("self",))[:BATCH]
        claimed = list(rows.values_list("pk", "attempts"))
        reach("before_claim")
        post.model.objects.filter(pk__in=[pk for pk, _ in claimed]).update(lease_until=lease)
    return claimed


def _next(left, together):
    """The keys of those that go next, how often they have been tried, and the rest. One that was tried goes alone."""
    attempts = left[0][1]
    size = 1 if attempts else together
    pks = [pk for pk, _ in takewhile(lambda row: row[1] == attempts, left[:size])]
    return pks, attempts, left[len(pks) :]


def _give_back(post, pks, lease, **facts):
    with acting_as(SYSTEM):
        post.rows().filter(pk__in=pks, lease_until=lease).update(lease_until=None, **facts)


@dataclass
class Group:
    """What became of rows that went together, until it is written down. ``left``: nothing was tried for them."""

    hold: object
    until: object
    left: list
    sent: dict = field(default_factory=dict)
    failed: dict = field(default_factory=dict)
    marked: set = field(default_factory=set)

    @property
    def away(self):
        return any(isinstance(problem, Away) for problem in self.failed.values())


class Undone(Exception):
    """One row broke the transaction of its group: what is known of the others has to be written in another."""


def _send(post, pks, attempts, lease, now):
    """How many are settled now, and whether the provider is away."""
    at = now()
    hold = _begin(post, pks, attempts, lease, at=at)
    if hold is None:
        return 0, False
    for _ in pks:
        reach("begun")
    group = Group(hold, until=at + settings.DELIVERY_LEASE / 2, left=[])
    try:
        _carry(post, pks, group, now)
    except Undone:
        group.marked.clear()
    _write_down(post, group, attempts, now)
    return len(group.sent), group.away


def _begin(post, pks, attempts, lease, *, at):
    """Keep that they are tried, and until when nobody else may, before anything leaves; None where they are not ours.

    The row of which processes die is tried less and less, and in the end no more. One that somebody changes in this
    moment is not waited for: of several rows at once, two could wait for each other.
    """
    hold = at + max(settings.DELIVERY_LEASE, wait_after(attempts))
    with acting_as(SYSTEM):
        ours = post.rows().filter(pk__in=pks, lease_until=lease, attempts=attempts)
        if attempts >= settings.GIVEN_UP_AFTER:
            ours.update(undelivered_at=at, lease_until=None)
            return None
        # Named one by one: of a question within the update PostgreSQL asked again for every row that waits
        free = list(ours.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True))
        begun = post.model.objects.filter(pk__in=free).update(attempts=attempts + 1, lease_until=hold)
    if begun < len(pks):
        with acting_as(SYSTEM):
            ours.update(lease_until=None)
    return hold if begun else None


def _carry(post, pks, group, now):
    with acting_as(SYSTEM):
        free = held(post.model, pks)
        ours = post.rows().filter(pk__in=free, lease_until=group.hold)
        rows = ours.select_related(*(post.related or [None])).in_bulk()
        group.left = [pk for pk in pks if pk in rows]
        while group.left and not group.away and now() < group.until:
            _carry_one(post, rows[group.left.pop(0)], group, now)
        group.marked = mark(post.model, group.sent)
        for _ in group.marked:
            reach("marked")


def _carry_one(post, row, group, now):
    try:
        group.sent[row.pk] = post.carry(row, now)
    except (Failed, *BAD_ROW) as problem:
        group.failed[row.pk] = problem
        if not isinstance(problem, Failed):
            what = "Something could not be sent, and nobody foresaw why: %s %s"
            logger.exception(what, post.model._meta.label, row.pk)
        if isinstance(problem, DatabaseError) or connection.needs_rollback:
            raise Undone from problem


def _write_down(post, group, attempts, now):
    """Whatever the transaction that sent them did not keep; the lease still holds everybody else off."""
    for pk, facts in group.sent.items():
        if pk not in group.marked:
            _note(post, pk, group.hold, **facts, lease_until=None, last_error="")
        reach("kept")
    for pk, problem in group.failed.items():
        _note(post, pk, group.hold, **_after(problem, attempts + 1, post.model._meta.label, at=now()))
    if group.left:
        _give_back(post, group.left, group.hold, attempts=F("attempts") - 1)


def _after(problem, attempts, label, *, at):
    """What is kept of a row that did not leave at its ``attempts``-th attempt."""
    word = problem.word if isinstance(problem, Failed) else type(problem).__name__
    if isinstance(problem, Away):
        return {"attempts": attempts - 1, "lease_until": at + settings.DELIVERY_WAIT, "last_error": word}
    logger.warning("Something could not be sent; it will be tried again: %s %s", label, word)
    limit = settings.DECLINED_AFTER if isinstance(problem, Declined) else settings.GIVEN_UP_AFTER
    gone = {"undelivered_at": at, "lease_until": None} if attempts >= limit else {}
    return {"lease_until": at + wait_after(attempts), "last_error": word, **gone}


def _note(post, pk, hold, **facts):
    with acting_as(SYSTEM):
        post.rows().filter(pk=pk, lease_until=hold).update(**facts)
