from celery import shared_task
from django.utils import timezone

from .clockwork import sweep_now
from .extract.tasks import make_extracts
from .papers.tasks import make_papers
from .publishing.tasks import make_releases
from .signing_in.tasks import send_reset
from .summary.tasks import check_summary, fold_summary

__all__ = [
    "check_summary",
    "fold_summary",
    "make_extracts",
    "make_papers",
    "make_releases",
    "send_reset",
    "sweep",
]


@shared_task
def sweep():
    """One pass of the clockwork, unless there has been one just now."""
    sweep_now(now=timezone.now)
