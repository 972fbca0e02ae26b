"""When his signed agreement is due, once it is known when he begins."""

from referrals.consequences import AGREED_IN_WORDS, after
from timescales import clocks
from timescales.models import PromiseRule
from timescales.promises import Promise

from .models import Session


@after(AGREED_IN_WORDS)
def due_by_his_first_session(referral, *, confirmed=False, by, at):
    """By his first session where it is still to come; soon, where it is past. Without a place nothing changes."""
    first = _first_session(referral)
    if first is None:
        return
    soon = PromiseRule.objects.in_force(Promise.WRITTEN_AT_ONCE, at).due(at)
    due_at = first.starts_at if first.starts_at > at else soon
    clocks.redate(referral.deadlines, Promise.WRITTEN_AGREEMENT, due_at=due_at, at=at)


def _first_session(referral):
    """The first session of his present place that was not cancelled."""
    enrolment = (
        referral.enrolments.filter(ended_at=None).select_related("first_session").order_by("-at").first()
    )
    if enrolment is None:
        return None
    from_then_on = Session.objects.filter(
        group=enrolment.group_id, starts_at__gte=enrolment.first_session.starts_at
    )
    return from_then_on.exclude(state=Session.State.CANCELLED).order_by("starts_at").first()
