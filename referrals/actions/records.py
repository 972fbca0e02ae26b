"""His agreement, and his measures."""

from django.db import transaction

from audit.trail import record
from outcomes.models import PROMISES
from referrals.models import Agreement, HisMeasure
from timescales import clocks
from timescales.promises import Promise


@transaction.atomic
def record_agreement(referral, *, asked_date, agreed, form, witness="", document=None, by, at):
    """His answer to the programme and its limits of confidentiality. Verbal is enough to make contact."""
    agreement = referral.agreements.create(
        asked_date=asked_date,
        agreed=agreed,
        form=form,
        witness=witness,
        document=document or "",
        document_name=document.name[:200] if document else "",
        by=by,
        at=at,
    )
    if agreed and form == Agreement.Form.WRITTEN:
        clocks.keep(referral.deadlines, Promise.WRITTEN_AGREEMENT, at=at)
    elif agreed and not referral.agreements.filter(agreed=True, form=Agreement.Form.WRITTEN).exists():
        clocks.start(referral.deadlines, Promise.WRITTEN_AGREEMENT, at=at)
    record("agreement.recorded", referral, by=by, at=at, form=form, agreed=agreed)
    return agreement


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
