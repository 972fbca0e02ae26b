"""Rows with Celery's own processes: the worker beside a clock, and two beats and a worker without one."""

import time
from contextlib import contextmanager

from .counting import Row, count
from .fire import nothing, settled, under_fire
from .processes import beat, worker


@contextmanager
def as_always(_arena):
    yield


def redis_and_worker(name, strike, faults, promises, arena, size, around=as_always):
    """A worker is rung through Redis while a clock goes on without it."""
    with worker(arena), around(arena):
        struck = strike(arena) if strike else nothing
        row = under_fire(
            arena, name, struck, faults=size(faults) if strike else 0, promises=size(promises), clocks=1
        )
    row.faults = row.faults or 1
    return row


class NoClock:
    """What ``settled`` refills where nothing but Celery keeps time."""

    def refill(self):
        pass


def two_beats(arena, *, kills, promises):
    row, started = Row("two beats and a worker, one beat killed again and again"), time.monotonic()
    arena.receiver.reset()
    due = arena.make_due(promises)
    with worker(arena), beat(arena, 1), beat(arena, 2) as second:
        for _ in range(kills):
            time.sleep(3)
            second.kill()
            second.start()
            row.faults += 1
        settled(arena, NoClock())
    row.seconds = round(time.monotonic() - started, 1)
    return count(arena, row, due)
