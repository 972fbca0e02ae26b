"""Where a decision about him releases or supports her: provisional at assessment, and the joint discussion."""

from django.conf import settings

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from iss.actions import owe_support, release
from iss.agreements.refusals import refuses
from iss.models import PartnerFile
from iss.statuses import HerStatus
from joint.models import Side, SideRecord, TableItem, Verdict
from joint.pairing import services_of, table_of
from referrals.actions import find_provisionally_suitable, find_suitable, find_unsuitable
from referrals.models import Decision, Referral
from referrals.statuses import Status

from .reviews import workers_at
from .tasks import agree_action
from .words import SHARING_STOPPED

SHE_REFUSES = "She refuses, and here that keeps him off the programme. Do not say so in your findings."


@one_act
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
    """The records of the present, or of the last, round of discussion: {service: SideRecord}, My Time's under None."""
    rows = SideRecord.objects.filter(referral=referral, round=present_round(referral))
    return {
        row.provider_id: row for row in rows.select_related("by", "provider").order_by("side", "pk")[::-1]
    }


def still_to_record(referral, records):
    """Those whose record is missing: services, and None for My Time."""
    return [service for service in (None, *services_of(referral)) if (service and service.pk) not in records]


@one_act
def record_side(
    referral,
    *,
    side,
    verdict,
    findings,
    attended=(),
    suggested=(),
    agreed=(),
    recommendation=None,
    by,
    at,
    **facts,
):
    """Record one side of the joint discussion. When every side is in and all agree, the decision is made.

    Each service linked to him is a side of its own. Where they disagree nothing is decided: all are told, and each
    may record again after talking. ``agreed``: mappings of what, owner and due_date. My Time's ``alternatives`` in
    words, the services ``suggested``, and its ``recommendation`` (dict of SideRecord.RECOMMENDATION) are kept with the
    record, because another side may be the last to come in. ``facts``: dissent, unsuitable_reason, risks,
    alternatives, held_date and attended_by.
    """
    referral = Referral.objects.select_for_update(of=("self",)).select_related("area").get(pk=referral.pk)
    provider = by.organisation if side == Side.ISS else None
    _refuse(referral, side, verdict, by)
    mine, _ = SideRecord.objects.update_or_create(
        referral=referral,
        round=present_round(referral),
        side=side,
        provider=provider,
        defaults=_NOTHING
        | facts
        | (recommendation or {})
        | {"verdict": verdict, "findings": findings, "by": by, "at": at},
    )
    record("discussion.side_recorded", referral, by=by, at=at, side=side)
    mine.suggested.set(suggested)
    mine.attended.set(attended)
    for action in agreed:
        agree_action(
            referral, provider=provider or table_of(referral, action["owner"]), by=by, at=at, **action
        )
    _tell_or_decide(referral, by=by, at=at)


# What a side did not say this time is not left over from the time before.
_NOTHING = {
    "held_date": None,
    "attended_by": "",
    "dissent": "",
    "unsuitable_reason": "",
    "risks": "",
    "alternatives": "",
    "recommend_dash": False,
    "recommend_marac": False,
    "recommendation_via": "",
    "recommendation_who": "",
    "recommendation_by_date": None,
}


def _refuse(referral, side, verdict, by):
    if referral.status != Status.PENDING:
        raise Refused("This file is not waiting for a joint discussion.")
    if referral.sharing_stopped:
        raise Refused(SHARING_STOPPED)
    if _barred_by_her(referral, side, verdict, by):
        raise Refused(SHE_REFUSES)
    if side == Side.ISS and by.organisation not in services_of(referral):
        raise Refused("Your service is not linked to him.")


def _barred_by_her(referral, side, verdict, by):
    """Asked of the ISS alone, and answered to it alone."""
    if not settings.HER_REFUSAL_BARS_HIM or side != Side.ISS or verdict != Verdict.SUITABLE:
        return False
    return refuses(referral, provider=by.organisation)


def _tell_or_decide(referral, *, by, at):
    records = side_records(referral)
    missing = still_to_record(referral, records)
    if missing:
        to = [recipient for service in missing for recipient in _of_side(referral, service, at=at)]
        raise_alert(
            Kind.DISCUSSION_RECORDED, about=referral, to=to, because="Record your side.", at=at, by=by
        )
    elif len({r.verdict for r in records.values()}) > 1:
        both = [Audience.MY_TIME_MANAGERS, Audience.ISS]
        raise_alert(
            Kind.DISCUSSION_DISAGREED, about=referral, to=both, because="Talk, and record again.", at=at
        )
    else:
        _decide(referral, records[None], by=by, at=at)
        items = TableItem.objects.filter(referral=referral, occasion=TableItem.Occasion.DISCUSSION)
        items.open().update(over_at=at, round=records[None].round)


def _of_side(referral, service, *, at):
    return workers_at(referral, service, at=at) if service else [Audience.MY_TIME_MANAGERS]


def _decide(referral, my_time, *, by, at):
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
