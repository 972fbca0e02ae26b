"""Time of one thing and of its floor, in turns, so that whatever else the machine does falls on both."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection

ROUNDS = 9


@dataclass(frozen=True)
class Cost:
    """Milliseconds of one execution: on the wall, and of the processors of this process and of its database server's."""

    wall_ms: float
    cpu_ms: float


def alternate(things: Mapping[str, Callable[[], int]], *, rounds: int = ROUNDS) -> dict[str, Cost]:
    """Medians of at least seven rounds. Each callable returns how many executions it has made."""
    found: dict[str, list[Cost]] = {name: [] for name in things}
    for thing in things.values():
        thing()  # warm
    for _ in range(max(rounds, 7)):
        for name, thing in things.items():
            found[name].append(once(thing))
    return {
        name: Cost(round(median(c.wall_ms for c in costs), 3), round(median(c.cpu_ms for c in costs), 3))
        for name, costs in found.items()
    }


def once(thing: Callable[[], int]) -> Cost:
    """One round."""
    pid = _server()
    wall, cpu = time.perf_counter(), _processor(pid)
    times = thing()
    return Cost(
        round(1000 * (time.perf_counter() - wall) / times, 3),
        round(1000 * (_processor(pid) - cpu) / times, 3),
    )


def _server():
    """The process of the database server that works for us, where it is on this machine; else None."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        pid = cursor.fetchone()[0]
    return pid if Path(f"/proc/{pid}/stat").exists() else None


def _processor(pid):
    """Seconds, user's and system's."""
    used = time.process_time()
    if pid is None:
        return used
    exact = Path(f"/proc/{pid}/schedstat")
    if exact.exists():
        return used + int(exact.read_text().split()[0]) / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return used + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ratio(ours: Cost, floor: Cost) -> dict[str, float | None]:
    """How many times the floor ours costs."""
    return {
        "wall": round(ours.wall_ms / floor.wall_ms, 4) if floor.wall_ms else None,
        "cpu": round(ours.cpu_ms / floor.cpu_ms, 4) if floor.cpu_ms else None,
    }
