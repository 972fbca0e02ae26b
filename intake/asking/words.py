"""What has been asked of the referrer, and what asking does, in words, from the rules in force."""

from accounts.roles import Permission
from referrals.asking import gaps
from referrals.models import InformationRequest
from timescales.models import PromiseRule
from timescales.promises import Promise
from timescales.words import count


def what_it_lacks(referral):
    return gaps(referral, children=referral.children.count(), agreements=referral.agreements.count())


def asked_about(user, referral):
    """What templates/intake/asked.html shows of a file, the latest first; four queries however much was asked."""
    asked = InformationRequest.objects.visible_to(user).filter(referral=referral).select_related("asked_by")
    requests = list(asked.prefetch_related("answers__by", "answers__documents").order_by("-asked_at", "-pk"))
    return {
        "requests": requests,
        "waits": any(request.is_open for request in requests),
        "has_referrer": bool(referral.referrer_id or referral.team_id),
        "may_ask": user.may(Permission.ASK_REFERRER),
        "may_answer": user.may(Permission.ANSWER_REQUEST),
    }


def consequences(referral, *, at):
    """What follows from asking now: who is told, which clock waits, when the referrer is chased."""
    rule = PromiseRule.objects.in_force(Promise.ANSWER_REQUEST, at)
    words = ["tells the social worker, who can answer on a page of their own and add documents"]
    for deadline in referral.deadlines.ticking().select_related("rule").order_by("due_at"):
        name = deadline.promised
        if deadline.rule.waits_for_answers:
            words.append(f"stops the clock of “{name}” until the answer is here")
        elif deadline.promise == Promise.CONTACT_HIM:
            words.append(f"leaves the clock of “{name}” running")
    if rule.chase_every:
        words.append(f"chases the social worker every {count(rule.chase_every, 'working day')}")
    return [*words, f"tells the team and My Time’s manager when there is no answer within {rule.length}"]
