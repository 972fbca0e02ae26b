"""Rows in which a process dies, or stands still, at one exact place of the code."""

import os
import signal
import time
from datetime import timedelta

from outbox.points import POINTS, SWEEP_POINTS

from .clocks import Clocks
from .counting import Row, count
from .fire import settled


def at_every_point(arena, *, times, promises, how="kill", points=(*SWEEP_POINTS, *POINTS), lease=2.0):
    """At each point ``times`` times, each with promises of its own; another clock goes on beside it."""
    row, started, due = Row(f"{how} at each named point"), time.monotonic(), []
    arena.receiver.reset()
    for point in points:
        for turn in range(times):
            due += arena.make_due(promises)
            row.faults += _once(arena, f"{point}:{how}:{1 + turn % promises}", lease)
    row.seconds, row.note = round(time.monotonic() - started, 1), ", ".join(points)
    return count(arena, row, due)


def _once(arena, fail_at, lease):
    """One clock that comes to grief, and one beside it that does not; 1 if the first really did."""
    short = {"DELIVERY_LEASE": timedelta(seconds=lease)}
    with Clocks(1, FAIL_AT=fail_at, **short) as doomed, Clocks(0, **short) as sound:
        first = doomed.running[0]
        end = time.monotonic() + 15
        while time.monotonic() < end and not _gone(first) and arena.waiting():
            time.sleep(0.05)
        fell = _gone(first)
        sound.number = 1
        sound.refill()
        if fail_at.split(":")[1] == "stop":
            time.sleep(lease * 1.5)
            os.kill(first.pid, signal.SIGCONT)
        else:
            doomed.number = 0
        _settle(arena, sound)
    return int(fell)


def _settle(arena, sound):
    settled(arena, sound, patience=60)


def _gone(process):
    """Dead, or standing still."""
    if not process.is_alive():
        return True
    try:
        with open(f"/proc/{process.pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] in "TtZX"
    except (FileNotFoundError, ProcessLookupError):  # in the moment between the two
        return True
