import structlog
from celery import shared_task
from django.utils import timezone

from .heads import make_head
from .seals import seal

log = structlog.get_logger("dvpp.trail")


@shared_task
def seal_trail():
    """Seal what has been written. The line in the log is a copy outside the database that the trail is checked by."""
    while made := seal(at=timezone.now()):
        log.info("trail sealed", seal=made.number, hash=made.hash, entries=made.entries)
    if head := make_head(at=timezone.now()):
        log.info("head of the trail", day=head.day.isoformat(), seal=head.number, hash=head.hash)
