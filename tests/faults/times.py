"""Rows of the clock: an hour away, steps back and forth, the nights on which it changes, and how soon an alert is out."""

import random
import time
from datetime import UTC, datetime, timedelta

from .clocks import Clocks
from .counting import Row, count
from .fire import settled, under_fire
from .servers import no_redis

STEPS = (-3600, -60, 60, 3600, 2 * 86400)
# The changes to summer time and back, leap day, and the end of a month
NIGHTS = (
    datetime(2026, 3, 29, tzinfo=UTC),
    datetime(2026, 10, 25, tzinfo=UTC),
    datetime(2028, 2, 29, tzinfo=UTC),
)
TEN_MINUTES = timedelta(minutes=10)


def clock_steps(arena, *, steps, promises):
    def strike(running):
        running.ahead.value = random.choice(STEPS)
        time.sleep(0.5)
        running.ahead.value = 0.0

    note = "by -1 h, -1 min, +1 min, +1 h, +2 days and back, inside the processes"
    return under_fire(arena, "clock steps", strike, faults=steps, promises=promises, clocks=2, note=note)


def nights(arena, *, promises):
    """Each night is lived through in steps of ten minutes; nothing may be told before it is due."""
    from django.utils import timezone

    row, started, due, early = Row("both clock changes and leap day"), time.monotonic(), [], 0
    arena.receiver.reset()
    with Clocks(2) as running:
        for night in NIGHTS:
            found = arena.make_due(promises, at=night, every=TEN_MINUTES)
            due += found
            for step in range(promises):
                moment = night + TEN_MINUTES * step
                running.ahead.value = (moment - timezone.now()).total_seconds() + 1
                early += _wait_for(arena, found, moment)
                row.faults += 1
        settled(arena, running)
    row.seconds, row.note = round(time.monotonic() - started, 1), f"told too early: {early}"
    return count(arena, row, due)


def _wait_for(arena, promises, moment):
    """Until what is due by ``moment`` is told; how many were told that are due after it."""
    from referrals.models import Deadline

    end = time.monotonic() + 30
    while time.monotonic() < end:
        told = arena.patiently(lambda: list(Deadline.objects.filter(pk__in=promises).exclude(missed_at=None)))
        if sum(one.due_at <= moment for one in told) == sum(
            one <= moment
            for one in (moment.replace(hour=0, minute=0) + TEN_MINUTES * n for n in range(len(promises)))
        ):
            break
        time.sleep(0.1)
    return sum(one.due_at > moment + timedelta(seconds=30) for one in told)


def an_hour_away(arena, *, promises):
    """No clock for an hour, in which promises fell due one after the other; then it comes back."""
    from django.utils import timezone

    row, started = Row("no clock for an hour, then back", faults=1), time.monotonic()
    arena.receiver.reset()
    due = arena.make_due(
        promises, at=timezone.now() - timedelta(hours=1), every=timedelta(seconds=3600 / promises)
    )
    with Clocks(2) as running:
        settled(arena, running)
    row.recovery = row.seconds = round(time.monotonic() - started, 1)
    return count(arena, row, due)


def as_in_earnest(arena, *, promises):
    """Nothing scaled, no Redis, one clock: how long after it was due is a promise found, and its last mail out?"""
    from django.utils import timezone

    from alerts.models import Notice

    row, started = Row("Redis away, nothing scaled", faults=1), time.monotonic()
    arena.receiver.reset()
    first = timezone.now() + timedelta(seconds=10)
    due = arena.make_due(promises, at=first, every=timedelta(seconds=90 / promises))
    earnest = {
        "SWEEP_EVERY": timedelta(seconds=30),
        "DELIVER_EVERY": timedelta(seconds=5),
        "DELIVERY_LEASE": timedelta(seconds=40),
        "DELIVERY_WAIT": timedelta(seconds=60),
    }
    with no_redis(arena), Clocks(1, **earnest) as running:
        time.sleep(100)
        settled(arena, running)
    with arena.as_system():
        told = Notice.objects.filter(alert__key__in=[f"missed:referrals.deadline:{pk}" for pk in due])
        by = _due_moments(due)
        waits = [
            (
                notice.alert.at - by[int(notice.alert.key.rpartition(":")[2])],
                notice.mailed_at - by[int(notice.alert.key.rpartition(":")[2])],
            )
            for notice in told.select_related("alert")
            if notice.mailed_at
        ]
    found, sent = (max(wait[n].total_seconds() for wait in waits) for n in (0, 1))
    row.seconds = round(time.monotonic() - started, 1)
    row.note = f"found at most {found:.0f} s after it was due, sent at most {sent:.0f} s"
    return count(arena, row, due)


def _due_moments(promises):
    from referrals.models import Deadline

    return dict(Deadline.objects.filter(pk__in=promises).values_list("pk", "due_at"))
