"""What My Time recommended for her after a joint discussion: owed by her worker by the day named, and answered."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from iss.models import HerRecommendation, PartnerFile
from referrals.actions import recommendation_answered
from referrals.recommending import recommended
from timescales import clocks
from timescales.promises import Promise
from timescales.working_time import end_of


@one_act
def take_recommendation(decision, *, by, at):
    """Put what ``decision`` recommends before the worker of every released file linked to him."""
    for file in PartnerFile.objects.told_of(decision.referral):
        for kind in recommended(decision):
            file.recommendations.create(decision=decision, kind=kind, at=at)
        day = decision.recommendation_by_date
        due_at = end_of(day) if day else None
        running = clocks.start(file.deadlines, Promise.ACT_ON_RECOMMENDATION, at=at, due_at=due_at)
        if due_at and due_at < running.due_at:
            clocks.redate(file.deadlines, Promise.ACT_ON_RECOMMENDATION, due_at=due_at, at=at)
        raise_alert(
            Kind.RECOMMENDED,
            about=file,
            to=[Audience.ISS],
            because="Recommended at the joint discussion. Answer it by its day.",
            key=f"recommended:{decision.pk}:{file.pk}",
            at=at,
        )
        record("recommendation.received", file, by=by, at=at, decision=decision.pk)


@one_act
def answer_recommendation(recommendation, *, done_date=None, not_done_because="", by, at):
    """Done on a day, or not and why. His side learns only that it is answered, once all of it is."""
    if not done_date and not not_done_because.strip():
        raise Refused("Say when it was done, or why it was not.")
    answered = HerRecommendation.objects.filter(pk=recommendation.pk, answered_at=None).update(
        done_date=done_date, not_done_because=not_done_because, answered_at=at, answered_by=by
    )
    if answered != 1:
        raise Refused("This has been answered already.")
    file, decision = recommendation.file, recommendation.decision
    if not file.recommendations.filter(answered_at=None).exists():
        clocks.keep(file.deadlines, Promise.ACT_ON_RECOMMENDATION, at=at)
    if not HerRecommendation.objects.filter(decision=decision, answered_at=None).exists():
        recommendation_answered(decision, at=at)
    record("recommendation.answered", file, by=by, at=at, kind=recommendation.kind)


def answer_by_doing(file, kind, *, done_date, by, at):
    """A DASH that was made, a MARAC referral that was sent: whoever recommended it is answered by that."""
    for recommendation in file.recommendations.filter(kind=kind, answered_at=None).select_related("decision"):
        answer_recommendation(recommendation, done_date=done_date, by=by, at=at)
