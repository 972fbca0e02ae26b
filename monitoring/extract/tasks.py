from celery import shared_task
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from monitoring.models import Extract
from outbox.failures import alone

from .making import make_extract


@shared_task
def make_extracts():
    """Every extract that was approved and is not made yet. Rung by a commit, and by the clock every minute."""
    with acting_as(SYSTEM):
        waiting = list(Extract.objects.to_make().without_content().order_by("pk"))
    for extract in waiting:
        alone(_make, extract, failed=f"An extract could not be made: {extract.reference}")


def _make(extract):
    with acting_as(SYSTEM):
        make_extract(extract, at=timezone.now())
