"""What the clock does, by the database alone: sweep, send mails, send texts. Whoever keeps time calls it, many may."""

from django.conf import settings

import alerts.delivery
import texts.delivery
from timescales import heartbeat

from .actions import sweep_what_is_due
from .in_turn.holding import held

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
    with held(SWEEPING) as ours:
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
