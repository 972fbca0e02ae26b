"""The summary's part of the clockwork: fold what has changed, hold it against counting everything every night."""

import structlog
from celery import shared_task
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as

from .checking import differences
from .folding import begin_anew, fold

log = structlog.get_logger("dvpp.summary")


@shared_task
def fold_summary():
    with acting_as(SYSTEM):
        fold(at=timezone.now())


@shared_task
def check_summary():
    """Sums that are wrong are forgotten at once: pages count for themselves until everything is summed anew."""
    at = timezone.now()
    with acting_as(SYSTEM):
        wrong = differences(at=at)
        if wrong:
            begin_anew(at=at)
            log.error("summary was wrong and is made anew", rows=wrong)
