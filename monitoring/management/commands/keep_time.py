"""The clock that needs nothing but the database."""

import logging
import threading
import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error, connection
from django.utils import timezone

from accounts.loaded import load_and_set_aside
from monitoring.clockwork import send_mails, send_texts, sweep_now
from outbox.failures import BAD_ROW

logger = logging.getLogger(__name__)
# What a round may end with while the clock goes on: the database away or full, and whatever nobody foresaw in a row
PASSING = (Error, OSError, *BAD_ROW)


class Command(BaseCommand):
    help = "Sweep, and send mails and texts, until stopped. Needs no Redis; many may run, beside Celery too."
    requires_system_checks = []

    def handle(self, **options):
        load_and_set_aside()
        mails, texts = threading.Event(), threading.Event()
        hands = [
            threading.Thread(target=go_round, args=hand, name=hand[0].__name__, daemon=True)
            for hand in (
                (sweep_now, settings.SWEEP_EVERY, threading.Event(), (mails, texts)),
                (send_mails, settings.DELIVER_EVERY, mails),
                (send_texts, settings.DELIVER_EVERY, texts),
            )
        ]
        for hand in hands:
            hand.start()
        while all(hand.is_alive() for hand in hands):
            time.sleep(0.5)
        raise SystemExit("A hand of the clock has stopped; its reason is above.")


def go_round(act, every, bell, rings=()):
    """``act`` again and again, each in its own session of the database: one that hangs does not hold the others up.

    Whoever has swept rings those who send: what was raised just now does not wait for their next time.
    """
    while True:
        started = time.monotonic()
        try:
            if act(now=timezone.now):
                for other in rings:
                    other.set()
        except PASSING as problem:
            logger.warning("A round of the clock ended early: %s in %s", type(problem).__name__, act.__name__)
            connection.close()
        bell.wait(max(every.total_seconds() - (time.monotonic() - started), 0.05))
        bell.clear()
