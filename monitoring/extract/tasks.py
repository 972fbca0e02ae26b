from celery import shared_task
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from monitoring.models import Extract

from .making import make_extract


@shared_task
def make_extracts():
    """Every extract that was approved and is not made yet. Rung by a commit, and by the clock every minute."""
    with acting_as(SYSTEM):
        for extract in Extract.objects.to_make().order_by("pk"):
            make_extract(extract, at=timezone.now())
