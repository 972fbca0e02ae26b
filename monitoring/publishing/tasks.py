from celery import shared_task
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from monitoring.models import Release

from .making import make_release


@shared_task
def make_releases():
    """Every release that was asked for and is not made yet. Rung by a commit, and by the clock every minute."""
    with acting_as(SYSTEM):
        for release in Release.objects.being_made().order_by("pk"):
            make_release(release, at=timezone.now())
