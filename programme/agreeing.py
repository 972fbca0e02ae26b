"""When his signed agreement is due, once it is known when he begins; and again when that day changes."""

from referrals.consequences import AGREED_IN_WORDS, after
from referrals.models import Referral
from timescales import clocks
from timescales.models import PromiseRule
from timescales.promises import Promise

from .models import Enrolment, Session


@after(AGREED_IN_WORDS)
def due_by_his_first_session(referral, *, confirmed=False, by, at):
    """By his first session where it is still to come; soon, where it is past. Without a place nothing changes."""
    first = _first_session(referral)
    if first is None:
        return
    soon = PromiseRule.objects.in_force(Promise.WRITTEN_AT_ONCE, at).due(at)
    _due(referral, first.starts_at if first.starts_at > at else soon, at=at)


def due_anew(group, *, at):
    """The plan of ``group`` has changed: whoever has not begun owes it by what is his first session now.

    Who has begun owed it by then, and no change buys him time.
    """
    owing = Referral.objects.filter(
        enrolments__in=Enrolment.objects.filter(group=group, ended_at=None),
        deadlines__in=Referral._meta.get_field("deadlines")
        .related_model.objects.running()
        .filter(promise=Promise.WRITTEN_AGREEMENT),
    )
    for referral in owing.distinct().order_by("pk"):
        due_by_where_he_begins(referral, at=at)


def due_by_where_he_begins(referral, *, at):
    """By the first session of his present place, if he has been expected nowhere yet."""
    first = _first_session(referral)
    if first and first.starts_at > at and not _has_begun(referral, at=at):
        _due(referral, first.starts_at, at=at)


def _due(referral, due_at, *, at):
    clocks.redate(referral.deadlines, Promise.WRITTEN_AGREEMENT, due_at=due_at, at=at)


def _has_begun(referral, *, at):
    """Whether a session has begun, in this group or one before, at which he was expected."""
    for enrolment in referral.enrolments.select_related("first_session"):
        until = min(at, enrolment.ended_at or at)
        if _held(enrolment).filter(starts_at__lte=until).exists():
            return True
    return False


def _first_session(referral):
    """The first session of his present place that was not cancelled."""
    enrolment = (
        referral.enrolments.filter(ended_at=None).select_related("first_session").order_by("-at").first()
    )
    return _held(enrolment).order_by("starts_at").first() if enrolment else None


def _held(enrolment):
    """The sessions of a place, from his first on, that were not cancelled."""
    sessions = Session.objects.filter(
        group=enrolment.group_id, starts_at__gte=enrolment.first_session.starts_at
    )
    return sessions.exclude(state=Session.State.CANCELLED)
