from celery import shared_task
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from monitoring.models import Release
from outbox.failures import alone

from .making import make_release


@shared_task
def make_releases():
    """Every release that was asked for and is not made yet. Rung by a commit, and by the clock every minute."""
    with acting_as(SYSTEM):
        waiting = list(Release.objects.being_made().order_by("pk"))
    for release in waiting:
        alone(_make, release, failed=f"A release could not be made: {release.reference}")


def _make(release):
    with acting_as(SYSTEM):
        make_release(release, at=timezone.now())
