"""His measures."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from outcomes.models import PROMISES
from referrals.measuring.windows import windows
from referrals.models import HisMeasure, Referral
from timescales import clocks


@one_act
def record_measure(referral, *, stage, asked_date=None, why_not="", note="", by, at, **taken):
    """A measure was taken, or why it was not: a reason stays beside what was taken later, and never replaces it.

    ``taken``: version, answers, mode, interpreter and asked_by of a measure that was taken.
    """
    Referral.objects.select_for_update().get(pk=referral.pk)
    before = HisMeasure.objects.filter(referral=referral, stage=stage, asked_date__isnull=False).first()
    if before:
        raise Refused(
            f"The {before.get_stage_display().lower()} measure was taken on {before.asked_date:%-d %B %Y}. It stays."
        )
    window = windows(referral).get(stage)
    measure = HisMeasure.objects.create(
        referral=referral,
        stage=stage,
        asked_date=asked_date,
        why_not=why_not,
        note=note,
        window_opens=window.opens if window else None,
        window_closes=window.closes if window else None,
        by=by,
        at=at,
        **taken,
    )
    clocks.keep(referral.deadlines, PROMISES[stage], at=at)
    record("measure.recorded", referral, by=by, at=at, stage=stage, why_not=why_not)
    return measure
