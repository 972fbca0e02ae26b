"""His measures."""

from django.db import transaction

from audit.trail import record
from outcomes.models import PROMISES
from referrals.models import HisMeasure
from timescales import clocks


@transaction.atomic
def record_measure(referral, *, stage, asked_date=None, why_not="", note="", by, at):
    """A measure was taken, or why it was not. A later answer replaces an earlier reason."""
    measure, _ = HisMeasure.objects.update_or_create(
        referral=referral,
        stage=stage,
        defaults={"asked_date": asked_date, "why_not": why_not, "note": note, "by": by, "at": at},
    )
    clocks.keep(referral.deadlines, PROMISES[stage], at=at)
    record("measure.recorded", referral, by=by, at=at, stage=stage, why_not=why_not)
    return measure
