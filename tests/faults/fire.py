"""Rows of the matrix in which clocks send while something is struck again and again."""

import random
import time

from .clocks import Clocks
from .counting import Row, count

PATIENCE = 90  # seconds in which something has to become settled
FRESH = 20  # promises added whenever nothing is left to strike at


def under_fire(arena, name, strike, *, faults, promises, clocks=1, pause=0.3, mood=None, note="", **settings):
    """``promises`` fall due; ``strike(clocks)`` happens ``faults`` times meanwhile; then all must be settled."""
    row, started = Row(name, faults=faults, note=note), time.monotonic()
    arena.receiver.reset(mood)
    due = arena.patiently(lambda: arena.make_due(promises))
    with Clocks(clocks, **settings) as running:
        for _ in range(faults):
            _some_work(arena, pause)
            strike(running)
            running.refill()
            if arena.waiting() == 0:
                due += arena.patiently(lambda: arena.make_due(FRESH))
        struck = time.monotonic()
        if not settled(arena, running):
            row.note += f" NOT SETTLED after {PATIENCE} s"
        row.recovery = round(time.monotonic() - struck, 1)
    row.seconds = round(time.monotonic() - started, 1)
    return count(arena, row, due)


def _some_work(arena, pause):
    """Wait at random, and until some mails have left meanwhile: what is struck is to be at work, on a slow machine too."""
    begun, wanted = sum(arena.receiver.taken.values()), random.randint(0, 25)
    end = time.monotonic() + 8 * pause
    time.sleep(pause * random.random())
    while sum(arena.receiver.taken.values()) < begun + wanted and time.monotonic() < end:
        time.sleep(0.02)


def settled(arena, running, patience=PATIENCE):
    """Wait until nothing is left; whether that came to pass. Given up when nothing more happens for so many seconds."""
    least, end = float("inf"), time.monotonic() + patience
    while left := arena.waiting():
        if left < least:
            least, end = left, time.monotonic() + patience
        if time.monotonic() > end:
            return False
        running.refill()
        time.sleep(0.2)
    return True


def nothing(_running):
    """A strike that strikes nothing: what is tried is the mood of the receiver, or that there are several."""


def kill(running):
    running.kill_one()


def stop_past_the_lease(lease=4.0):
    def strike(running):
        process = running.stop_one()
        time.sleep(lease * 1.3)
        running.go_on(process)

    return strike
