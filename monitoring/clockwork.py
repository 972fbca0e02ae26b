"""What the clock does, by the database alone: sweep, send mails, send texts. Whoever keeps time calls it, many may."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection

import alerts.delivery
import texts.delivery
from timescales import heartbeat

from .actions import sweep_what_is_due

# Any number that nothing else here locks by
SWEEPING = 7_420_031


def sweep_now(*, now):
    """One pass, unless there has been one just now, or somebody is at it. True for whoever swept.

    The lock saves work and no more: every row is claimed by itself. A sweeper that stands still with it in hand is
    passed by as soon as its silence could be noticed.
    """
    at = now()
    before = heartbeat.began(heartbeat.SWEEP)
    ago = abs(at - before) if before else settings.SWEEP_EVERY * 3
    if ago < settings.SWEEP_EVERY * 0.8:
        return False
    with _alone() as ours:
        if not ours and ago < settings.SWEEP_EVERY * 2:
            return False
        heartbeat.begins(heartbeat.SWEEP, at=at)
        sweep_what_is_due(at=at)
        heartbeat.beats(heartbeat.SWEEP, at=now())
    return True


def send_mails(*, now):
    return _send(heartbeat.MAILS, alerts.delivery.deliver_batch, now=now)


def send_texts(*, now):
    return _send(heartbeat.TEXTS, texts.delivery.deliver_batch, now=now)


def _send(name, deliver_batch, *, now):
    """Everything that is due; how much was settled."""
    settled = 0
    while done := deliver_batch(at=now(), now=now):
        settled += done
    heartbeat.beats(name, at=now())
    return settled


@contextmanager
def _alone():
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [SWEEPING])
        ours = cursor.fetchone()[0]
        try:
            yield ours
        finally:
            if ours and connection.is_usable():
                cursor.execute("select pg_advisory_unlock(%s)", [SWEEPING])
