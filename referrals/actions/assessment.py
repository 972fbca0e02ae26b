"""Assessment: offers and what came of them, and the decision at assessment."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from referrals.models import AssessmentOffer, Decision, Referral
from referrals.statuses import Status, UnsuitableReason
from timescales import clocks
from timescales.promises import Promise

from .asking import end_requests
from .closure import refer_back
from .recommended import owe_recommendation

Outcome = AssessmentOffer.Outcome


@one_act
def offer(referral, *, offered_date, appointment_at, mode, venue="", by, at):
    """Offer him an assessment. The first date offered keeps the promise."""
    if referral.assessment_offers.filter(outcome="").exists():
        raise Refused("An assessment is already booked. Record what came of it before you offer another.")
    if referral.status != Status.ASSESSMENT_BOOKED:
        referral.move(Status.ASSESSMENT_BOOKED, by=by, at=at)
    booked = referral.assessment_offers.create(
        offered_date=offered_date, appointment_at=appointment_at, mode=mode, venue=venue, by=by
    )
    Referral.objects.filter(pk=referral.pk, assessment_offered_date=None).update(
        assessment_offered_date=offered_date
    )
    clocks.keep(referral.deadlines, Promise.OFFER_ASSESSMENT, at=at)
    raise_alert(
        Kind.STATUS,
        about=referral,
        to=[Audience.REFERRER],
        because=f"He has been offered an assessment on {localtime(appointment_at):%-d %B %Y}.",
        at=at,
        by=by,
    )
    record("assessment.offered", referral, by=by, at=at, mode=mode)
    return booked


@one_act
def record_outcome(booked, *, outcome, by, at):
    """Record what came of an offer. Anything but attendance takes the file back to contacted."""
    referral = Referral.objects.select_for_update().get(pk=booked.referral_id)
    if AssessmentOffer.objects.filter(pk=booked.pk, outcome="").update(outcome=outcome, outcome_at=at) != 1:
        raise Refused("The outcome of this assessment has already been recorded.")
    if outcome == Outcome.ATTENDED:
        day = localtime(booked.appointment_at).date()
        Referral.objects.filter(pk=referral.pk).update(assessment_attended_date=day)
    else:
        referral.move(Status.CONTACTED, by=by, at=at, reason=Outcome(outcome).label)
    raise_alert(
        Kind.STATUS,
        about=referral,
        to=[Audience.REFERRER],
        because=f"Assessment: {Outcome(outcome).label.lower()}.",
        at=at,
        by=by,
    )
    record("assessment.outcome", referral, by=by, at=at, outcome=outcome)


def _attended(referral):
    if not referral.assessment_offers.filter(outcome=Outcome.ATTENDED).exists():
        raise Refused("Record that he attended an assessment before you decide.")


@one_act
def find_provisionally_suitable(referral, *, findings, signed_off_by=None, by, at):
    """His side of a provisional decision. He is told nothing; the joint room releases her details with it.

    A history of strangulation needs a manager's sign-off (pathway.md section 3).
    """
    _attended(referral)
    facts = {}
    if referral.strangulation and not referral.strangulation_signed_off_by_id:
        if signed_off_by is None:
            raise Refused("There is a history of strangulation: a My Time manager must make this decision.")
        facts["strangulation_signed_off_by"] = signed_off_by
    referral.move(Status.PENDING, by=by, at=at, **facts)
    referral.decisions.create(
        stage=Decision.Stage.ASSESSMENT, outcome=Decision.Outcome.PROVISIONAL, findings=findings, by=by, at=at
    )
    clocks.start(referral.deadlines, Promise.JOINT_DISCUSSION, at=at)
    raise_alert(
        Kind.PROVISIONAL,
        about=referral,
        to=[Audience.REFERRER, Audience.MY_TIME_MANAGERS],
        because="He has not been told: please do not tell him.",
        at=at,
        by=by,
    )
    record("suitability.provisional", referral, by=by, at=at)


@one_act
def find_unsuitable(
    referral, *, stage, reason, risks, by, at, findings="", alternatives="", suggested=(), recommendation=None
):
    """Unsuitable, at assessment or after the joint discussion: referred back with reason, risks and alternatives.

    ``alternatives`` in words and ``suggested``, services of the directory, say what else could help him.
    ``recommendation``: dict of Decision's ``recommend_*`` and ``recommendation_*`` fields, where there is one.
    """
    if stage == Decision.Stage.ASSESSMENT:
        _attended(referral)
    referral.move(
        Status.UNSUITABLE,
        by=by,
        at=at,
        reason=UnsuitableReason(reason).label,
        decision="unsuitable",
        decision_date=localtime(at).date(),
        unsuitable_reason=reason,
    )
    decision = referral.decisions.create(
        stage=stage,
        outcome=Decision.Outcome.UNSUITABLE,
        unsuitable_reason=reason,
        risks=risks,
        findings=findings,
        alternatives=alternatives,
        by=by,
        at=at,
        **(recommendation or {}),
    )
    decision.suggested.set(suggested)
    if stage == Decision.Stage.DISCUSSION:
        clocks.keep(referral.deadlines, Promise.JOINT_DISCUSSION, at=at)
    end_requests(referral, because="He was found unsuitable", by=by, at=at)
    clocks.stop(referral.deadlines, at=at)
    because = f"Unsuitable: {UnsuitableReason(reason).label.lower()}"
    refer_back(referral, because=because, risks=risks, by=by, at=at)
    _tell_of_unsuitable(referral, because, by=by, at=at)
    owe_recommendation(decision, by=by, at=at)
    record("suitability.unsuitable", referral, by=by, at=at, stage=stage, reason=reason)
    return decision


def _tell_of_unsuitable(referral, because, *, by, at):
    """The referrer is told why, and the facilitators, who tell him. The ISS is told that, but not why: the reason
    may be about his health."""
    kind, his_side = Kind.UNSUITABLE, [Audience.REFERRER, Audience.FACILITATORS]
    raise_alert(kind, about=referral, to=his_side, because=f"{because}.", at=at, by=by)
    key = f"{kind}:iss:{referral.pk}:{at.isoformat()}"
    raise_alert(kind, about=referral, to=[Audience.ISS], because="He does not start.", key=key, at=at, by=by)


@one_act
def find_suitable(referral, *, findings="", by, at):
    """Accepted at the joint discussion: the 24 hours in which he commences start now."""
    referral.move(
        Status.SUITABLE,
        by=by,
        at=at,
        decision="suitable",
        decision_date=localtime(at).date(),
        unsuitable_reason="",
    )
    referral.decisions.create(
        stage=Decision.Stage.DISCUSSION, outcome=Decision.Outcome.SUITABLE, findings=findings, by=by, at=at
    )
    clocks.keep(referral.deadlines, Promise.JOINT_DISCUSSION, at=at)
    clocks.start(referral.deadlines, Promise.COMMENCE_HIM, at=at)
    raise_alert(
        Kind.SUITABLE,
        about=referral,
        to=[Audience.REFERRER, Audience.FACILITATORS, Audience.ISS],
        because="He can start the programme.",
        at=at,
        by=by,
    )
    record("suitability.suitable", referral, by=by, at=at)
