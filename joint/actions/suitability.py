"""Where a decision about him releases or supports her: provisional at assessment, and the joint discussion."""

from django.conf import settings
from django.db import transaction

from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from iss.actions import owe_support, release
from iss.agreements.refusals import refuses
from iss.models import PartnerFile
from iss.statuses import HerStatus
from joint.models import Side, SideRecord, Verdict
from referrals.actions import find_provisionally_suitable, find_suitable, find_unsuitable
from referrals.models import Decision, Referral
from referrals.statuses import Status

from .table import SHARING_STOPPED

SHE_REFUSES = "She refuses, and here that keeps him off the programme. Do not say so in your findings."


@transaction.atomic
def decide_provisional(referral, *, findings, signed_off_by=None, by, at):
    """Provisionally suitable: her details go to the ISS now (the rule since April 2018). He is told nothing."""
    find_provisionally_suitable(referral, findings=findings, signed_off_by=signed_off_by, by=by, at=at)
    for file in PartnerFile.objects.filter(referral=referral, status=HerStatus.HELD):
        release(file, by=by, at=at)
        referral.linked_providers.add(file.provider)


def present_round(referral):
    """Every discussion that ended in a decision was a round; while one waits, the next is running."""
    decided = referral.decisions.filter(stage=Decision.Stage.DISCUSSION).count()
    return decided + 1 if referral.status == Status.PENDING else max(decided, 1)


def side_records(referral):
    """The records of the present, or of the last, round of discussion: {side: SideRecord}."""
    rows = SideRecord.objects.filter(referral=referral, round=present_round(referral)).select_related("by")
    return {row.side: row for row in rows}


@transaction.atomic
def record_side(
    referral, *, side, verdict, findings, dissent="", unsuitable_reason="", risks="", by, at, **advice
):
    """Record one side of the joint discussion. When both sides are in and agree, the decision is made.

    Where they disagree nothing is decided: both are told, and either may record again after talking.
    ``advice``: My Time's ``alternatives`` in words, the services ``suggested``, and its ``recommendation`` (dict of
    SideRecord.RECOMMENDATION) where the verdict is unsuitable; kept with the record, because the other side may be
    the one who completes the pair.
    """
    referral = Referral.objects.select_for_update(of=("self",)).select_related("area").get(pk=referral.pk)
    if referral.status != Status.PENDING:
        raise Refused("This file is not waiting for a joint discussion.")
    if referral.sharing_stopped:
        raise Refused(SHARING_STOPPED)
    if _barred_by_her(referral, side, verdict, by):
        raise Refused(SHE_REFUSES)
    records = side_records(referral)
    if side in records and records[side].by.organisation_id != by.organisation_id:
        raise Refused("Another service has recorded this side. Agree it between your managers.")
    mine, _ = SideRecord.objects.update_or_create(
        referral=referral,
        round=present_round(referral),
        side=side,
        defaults={
            "verdict": verdict,
            "findings": findings,
            "dissent": dissent,
            "unsuitable_reason": unsuitable_reason,
            "risks": risks,
            "alternatives": advice.get("alternatives", ""),
            **advice.get("recommendation", {}),
            "by": by,
            "at": at,
        },
    )
    record("discussion.side_recorded", referral, by=by, at=at, side=side)
    mine.suggested.set(advice.get("suggested", ()))
    records[side] = mine
    _tell_or_decide(referral, records, by=by, at=at)


def _barred_by_her(referral, side, verdict, by):
    """Asked of the ISS alone, and answered to it alone."""
    if not settings.HER_REFUSAL_BARS_HIM or side != Side.ISS or verdict != Verdict.SUITABLE:
        return False
    return refuses(referral, provider=by.organisation)


def _tell_or_decide(referral, records, *, by, at):
    both = [Audience.MY_TIME_MANAGERS, Audience.ISS]
    alone = not PartnerFile.objects.told_of(referral).exists()
    if len(records) < 2 and not alone:
        raise_alert(
            Kind.DISCUSSION_RECORDED, about=referral, to=both, because="Record your side.", at=at, by=by
        )
    elif len({r.verdict for r in records.values()}) > 1:
        raise_alert(
            Kind.DISCUSSION_DISAGREED, about=referral, to=both, because="Talk, and record again.", at=at
        )
    else:
        _decide(referral, records.get(Side.MY_TIME), by=by, at=at)


def _decide(referral, my_time, *, by, at):
    if my_time is None:
        raise Refused("My Time records its side of the discussion first.")
    if my_time.verdict == Verdict.SUITABLE:
        find_suitable(referral, findings=my_time.findings, by=by, at=at)
        for file in PartnerFile.objects.told_of(referral).exclude(status=HerStatus.CLOSED):
            owe_support(file, at=at)
    else:
        find_unsuitable(
            referral,
            stage=Decision.Stage.DISCUSSION,
            reason=my_time.unsuitable_reason,
            risks=my_time.risks,
            findings=my_time.findings,
            alternatives=my_time.alternatives,
            suggested=my_time.suggested.all(),
            recommendation={name: getattr(my_time, name) for name in SideRecord.RECOMMENDATION},
            by=by,
            at=at,
        )
