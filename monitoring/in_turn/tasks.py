"""Releases, extracts and papers in turn: two processes that each made one would be twice as large, and none would be left
for what is due."""

from resource import RUSAGE_SELF, getrusage

from celery import current_task
from django.conf import settings
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from monitoring.extract.making import make_extract
from monitoring.models import Extract, MadePaper, Release
from monitoring.papers.making import begin_paper, make_paper
from monitoring.publishing.making import make_release
from outbox.failures import alone

from .holding import held

# Any number that nothing else here locks by
MAKING = 7_420_032


def make_what_waits():
    """Each once, those too that are asked for meanwhile; unless another process is at it, which then makes them.

    True where this process has grown too large to go on: it is replaced as soon as its task is done, and whoever comes
    after it has to be rung for the rest. That is so only after something was made, so it comes to an end.
    """
    seen = set()
    with held(MAKING) as ours:
        while ours and (new := [each for each in _waiting() if each not in seen]):
            for each in new:
                seen.add(each)
                made = alone(_make, each, failed=f"Could not be made: {each.reference}")
                if made and is_large():
                    return True
    return False


def is_large():
    """Whether Celery replaces this process after its task. Whoever calls the task by hand is not a worker."""
    in_worker = current_task and not current_task.request.called_directly
    return bool(in_worker) and getrusage(RUSAGE_SELF).ru_maxrss > settings.CELERY_WORKER_MAX_MEMORY_PER_CHILD


def _waiting():
    with acting_as(SYSTEM):
        return [
            *Release.objects.being_made().defer("exact_json", "public_json").order_by("pk"),
            *MadePaper.objects.to_make().defer("content").order_by("pk"),
            *Extract.objects.to_make().without_content().order_by("pk"),
        ]


def _make(each):
    if isinstance(each, MadePaper):
        with acting_as(SYSTEM):
            begin_paper(each, at=timezone.now())
    make = {Release: make_release, Extract: make_extract, MadePaper: make_paper}[type(each)]
    with acting_as(SYSTEM):
        return make(each, at=timezone.now())
