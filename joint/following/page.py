"""What the referrer's page of a referral shows beside what everybody's does: how far, who has it, what is asked."""

from accounts.roles import Permission
from joint.pulse.asking import is_asked
from referrals.asked import asked
from referrals.models import Decision
from referrals.next_steps import stage
from referrals.statuses import Status
from referrals.what_next import meaning, why_ended

from .facts import courses


def followed(user, referral, running, *, at, decision):
    """``running``: the running deadlines of the file, soonest first. ``decision``: the latest, or None."""
    course = courses([referral], at=at)[referral.pk]
    return {
        "course": course,
        "decision": decision if decision and _stands(decision, referral) else None,
        "meaning": meaning(stage(referral, list(referral.assessment_offers.order_by("pk")))),
        "why_ended": why_ended(referral),
        "asked": asked(user, referral, running),
        "pulse": user.may(Permission.ANSWER_RETURN) and is_asked(referral, at=at),
        "handovers": referral.handovers.select_related("was", "now").order_by("-at", "-pk"),
        "referrer_left": bool(referral.referrer_id) and not referral.is_followed,
        "may_take_over": user.may(Permission.REFER)
        and referral.referrer_id != user.pk
        and referral.status != Status.MERGED,
    }


def _stands(decision, referral):
    """A provisional finding is not the referrer's to know; one of unsuitable falls when the file is reopened."""
    if decision.outcome == Decision.Outcome.PROVISIONAL:
        return False
    return decision.outcome != Decision.Outcome.UNSUITABLE or referral.status == Status.UNSUITABLE
