import logging

from celery import shared_task
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from monitoring.faults import BAD_ROW
from monitoring.models import Release

from .making import make_release

logger = logging.getLogger(__name__)


@shared_task
def make_releases():
    """Every release that was asked for and is not made yet. Rung by a commit, and by the clock every minute.

    One that cannot be made never stops the rest: it is named in the log and tried at every pass.
    """
    with acting_as(SYSTEM):
        waiting = list(Release.objects.being_made().order_by("pk"))
    for release in waiting:
        try:
            with acting_as(SYSTEM):
                make_release(release, at=timezone.now())
        except BAD_ROW:
            logger.exception("A release could not be made: %s", release.reference)
