"""What is recommended for her when he is found unsuitable: owed by a day, chased, answered."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from referrals.consequences import RECOMMENDED, follow
from referrals.models import Decision, RecommendationAnswer
from referrals.recommending import recommended
from timescales import clocks
from timescales.promises import Promise
from timescales.working_time import end_of

TOLD_OF_ANSWER = (Audience.FACILITATORS,)


def owe_recommendation(decision, *, by, at):
    """Whoever it goes through answers by the day named: the social worker, or the ISS (see its own room)."""
    if not recommended(decision):
        return
    referral = decision.referral
    if decision.recommendation_via == Decision.Via.ISS:
        follow(RECOMMENDED, referral, by=by, at=at)
        return
    due_at = end_of(decision.recommendation_by_date) if decision.recommendation_by_date else None
    running = clocks.start(referral.deadlines, Promise.ACT_ON_RECOMMENDATION, at=at, due_at=due_at)
    if due_at and due_at < running.due_at:
        clocks.redate(referral.deadlines, Promise.ACT_ON_RECOMMENDATION, due_at=due_at, at=at)
    to = Audience.MY_TIME_MANAGERS if referral.nobody_follows else Audience.REFERRER
    raise_alert(
        Kind.RECOMMENDED,
        about=referral,
        to=[to],
        because="Recommended with the decision. Answer it by its day.",
        key=f"recommended:{decision.pk}",
        at=at,
        by=by,
    )


@one_act
def answer_recommended(decision, *, kind, done_date=None, not_done_because="", by, at):
    """Children's services answer: done on a day, or not and why."""
    if not done_date and not not_done_because.strip():
        raise Refused("Say when it was done, or why it was not.")
    # Locked: of two answers at once the second finds the first.
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.recommendation_via != Decision.Via.CSC or kind not in recommended(decision):
        raise Refused("This was not recommended through children's services.")
    _, new = RecommendationAnswer.objects.get_or_create(
        decision=decision,
        kind=kind,
        defaults={"done_date": done_date, "not_done_because": not_done_because, "by": by, "at": at},
    )
    if not new:
        raise Refused("This has been answered already.")
    record("recommendation.answered", decision.referral, by=by, at=at, kind=kind)
    if decision.answers.count() == len(recommended(decision)):
        recommendation_answered(decision, at=at)
        clocks.keep(decision.referral.deadlines, Promise.ACT_ON_RECOMMENDATION, at=at)


@one_act
def recommendation_answered(decision, *, at):
    """All of it is answered, by whoever it went through. That is all his side learns of an answer from the ISS."""
    if not Decision.objects.filter(pk=decision.pk, recommendation_answered_at=None).update(
        recommendation_answered_at=at
    ):
        return
    raise_alert(
        Kind.RECOMMENDATION_ANSWERED,
        about=decision.referral,
        to=TOLD_OF_ANSWER,
        key=f"recommendation_answered:{decision.pk}",
        at=at,
    )
