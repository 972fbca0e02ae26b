"""When each of his measures belongs, as his clocks stand."""

from django.conf import settings
from django.utils.timezone import localtime

from outcomes.models import PROMISES, Stage
from outcomes.schedule import Window, around


def windows(referral):
    """{stage: Window} of the stages whose promise has begun: [D] some days before the day it hangs on, until it is due."""
    promises = {promise: stage for stage, promise in PROMISES.items()}
    rows = referral.deadlines.filter(promise__in=promises, stopped_at=None).order_by("started_at", "pk")
    return {promises[row.promise].value: window_of(row, promises[row.promise]) for row in rows}


def window_of(deadline, stage) -> Window:
    anchor, due = localtime(deadline.started_at).date(), localtime(deadline.due_at).date()
    return around(anchor, early=settings.MEASURE_DAYS_EARLY[stage], late=(due - anchor).days)


def due_stage(referral, *, at):
    """The stage to ask next: of those begun and owed, the one that is due first; "" when none is."""
    promises = {promise: stage for stage, promise in PROMISES.items()}
    running = referral.deadlines.running().filter(promise__in=promises, started_at__lte=at)
    promise = running.order_by("due_at").values_list("promise", flat=True).first()
    return promises[promise].value if promise else ""


def untaken(referral):
    """The stages that can still be asked."""
    taken = set(referral.measures.filter(asked_date__isnull=False).values_list("stage", flat=True))
    return [stage for stage in Stage if stage not in taken]


def still_owed(referral, promises):
    """``promises`` without those of measures that were taken before they were due: nobody owes them twice."""
    left = {PROMISES[stage] for stage in untaken(referral)}
    return [promise for promise in promises if promise not in PROMISES.values() or promise in left]
