from celery import shared_task
from django.utils import timezone

from .delivery import deliver_batch


@shared_task
def deliver_texts():
    """Send every text and letter that is due. Rung by a commit, and by the clock every minute."""
    while deliver_batch(at=timezone.now(), now=timezone.now):
        pass
