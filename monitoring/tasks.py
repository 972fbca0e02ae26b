from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def sweep():
    """One pass of the clockwork, every minute."""
    actions.sweep(at=timezone.now())
