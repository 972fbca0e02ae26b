"""Time moves on in the demonstration, in small steps, with a pass of the clockwork after each (docs/decisions/0041)."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import F

from accounts.identity import SYSTEM, acting_as, asking_as_the_service
from accounts.models import SignedIn
from demonstration import clock
from monitoring.actions import sweep
from monitoring.clockwork import send_mails, send_texts
from timescales import heartbeat

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Any number that nothing else here locks by
MOVING = 7_420_041


@dataclass(frozen=True)
class Stride:
    """How far one goes at once, and how often the clockwork looks on the way."""

    words: str
    length: timedelta
    step: timedelta


STRIDES = {
    "hour": Stride("an hour", HOUR, HOUR),
    "two-days": Stride("two days", 2 * DAY, 3 * HOUR),
    "week": Stride("a week", 7 * DAY, 6 * HOUR),
    "month": Stride("a month", 30 * DAY, DAY),
}


def walk_on(stride, *, now):
    """Go one stride forward: at every step the promises due by then are looked at as they would have been.

    Outside of any transaction, like the clockwork itself: each row is swept in one of its own.
    """
    with _alone(), asking_as_the_service():
        since = now()
        _keep_signed_in(stride.length)
        for _ in range(stride.length // stride.step):
            clock.move(stride.step, since=since)
            heartbeat.begins(heartbeat.SWEEP, at=now())
            sweep(at=now())
            heartbeat.beats(heartbeat.SWEEP, at=now())
        send_mails(now=now)
        send_texts(now=now)


def _keep_signed_in(length):
    """Nobody has been idle meanwhile: the hours were skipped."""
    with acting_as(SYSTEM):
        SignedIn.objects.going_on().update(began_at=F("began_at") + length, seen_at=F("seen_at") + length)
        Session.objects.update(expire_date=F("expire_date") + length)


@contextmanager
def _alone():
    """Two visitors who press at once go one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [MOVING])
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [MOVING])
