"""Figures are counted in a streaming replica, if there is one that follows: how old it is, and when it is passed by.

Never a case, an inbox, a clock or a form: whatever somebody acts on is asked where it is written (docs/decisions/0052).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

import structlog
from django.conf import settings
from django.db import Error, connection, connections

from accounts.database import REPLICA, asking
from accounts.identity import acting_as

log = structlog.get_logger("dvpp.replica")
Found = TypeVar("Found")
# Younger than this nobody calls old: between two tellings of the same minute
HARDLY = timedelta(seconds=10)
# After it did not answer this process does not ask it again for so long: nobody waits twice for what is away
LEFT_ALONE = timedelta(seconds=10)
WRITTEN = "select pg_current_wal_flush_lsn()::text"
# What it has replayed, held against what was written: a replica that was cut off has replayed all it received, too
REACHED = """
    select pg_is_in_recovery(), pg_last_wal_replay_lsn() >= %s::pg_lsn, pg_last_xact_replay_timestamp()
"""


class State(StrEnum):
    CURRENT = "current"
    BEHIND = "behind"
    TOO_OLD = "too old"
    AWAY = "away"
    WRITES = "is no replica"


@dataclass(frozen=True)
class Standing:
    """``as_at``: up to when it has followed, where it is behind and says so."""

    state: State
    as_at: datetime | None = None

    @property
    def serves(self) -> bool:
        return self.state in (State.CURRENT, State.BEHIND)


_silent_until: dict[str, datetime] = {}


def is_set_up() -> bool:
    return REPLICA in connections


def from_the_replica(find: Callable[[], Found], *, user: Any, at: datetime) -> tuple[Found, datetime | None]:
    """What ``find`` reads, all of it from one snapshot of the replica, and the moment that it is of; None: it is of now.

    ``find`` is asked where everything is written instead if the replica is away, too old or breaks off; so it may run
    twice, and must only read.
    """
    if not is_set_up() or at < _silent_until.get(REPLICA, at):
        return find(), None
    standing = how_it_stands(at=at)
    if standing.serves:
        try:
            with asking(REPLICA), acting_as(user):
                return find(), standing.as_at
        # Broken off, cancelled by what it replays, without a table of the newest code: what is wrong in us is wrong there too
        except Error as problem:
            standing = _away(problem)
    if standing.state == State.AWAY:
        _silent_until[REPLICA] = at + LEFT_ALONE
    return find(), None


def how_it_stands(*, at: datetime) -> Standing:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        [written] = cursor.fetchone()
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(REACHED, [written])
            return judged(*cursor.fetchone(), at=at)
    except Error as problem:
        return _away(problem)


def judged(follows: bool, has_all: bool | None, last: datetime | None, *, at: datetime) -> Standing:
    """``last``: when the newest act that it knows of was done; None where it has seen none since it began."""
    if not follows:
        return Standing(State.WRITES)
    if has_all or (last and at - last <= HARDLY):
        return Standing(State.CURRENT)
    if last is None or at - last > settings.REPLICA_TOO_OLD_AFTER:
        return Standing(State.TOO_OLD, last)
    return Standing(State.BEHIND, last)


def _away(problem):
    log.warning("the replica was asked and did not answer", kind=type(problem).__name__)
    return Standing(State.AWAY)
