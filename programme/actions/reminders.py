"""What is said to him about his sessions: the day before, after a miss, and when one is cancelled or moved."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localtime

from programme.models import Enrolment, Session
from referrals.models import Referral
from referrals.statuses import Status
from texts.actions import take_back, write
from texts.models import Text
from texts.occasions import Occasion

# [D] A text the day before; the row is written early enough for the letter, which goes days before.
BEFORE = timedelta(days=1)
LOOKED_AHEAD = timedelta(days=8)
# [D] Long enough to be worth saying after a weekend
WORTH_SAYING_FOR = timedelta(days=4)


def to_remind(at):
    """Planned sessions of the coming days."""
    soon = Session.objects.filter(state=Session.State.PLANNED, group__isnull=False)
    return soon.filter(starts_at__gt=at, starts_at__lte=at + LOOKED_AHEAD).order_by("starts_at")


@transaction.atomic
def remind_of(session, *, at):
    """Write what the men expected at a session are told before it; each once. How many were written."""
    expected = Enrolment.objects.filter(
        group=session.group_id,
        ended_at=None,
        first_session__starts_at__lte=session.starts_at,
        referral__status=Status.ON_PROGRAMME,
    ).exclude(referral__man__reminders__in=("", "none"))
    keys = {
        _key(Occasion.TOMORROW, session, row.referral_id): row for row in expected.select_related("referral")
    }
    written = set(Text.objects.filter(key__in=keys).values_list("key", flat=True))
    return sum(
        _say(Occasion.TOMORROW, session, row.referral, due_at=session.starts_at - BEFORE, at=at) is not None
        for key, row in keys.items()
        if key not in written
    )


@transaction.atomic
def after_a_miss(session, referral, *, at):
    """He did not come and nobody heard from him: he is asked to ring. Nothing is said where he has left."""
    if referral.status == Status.ON_PROGRAMME:
        _say(Occasion.MISSED, session, referral, due_at=at, useless_at=at + WORTH_SAYING_FOR, at=at)


@transaction.atomic
def say_it_changed(session, referral_ids, *, occasion, moment, at):
    """A session was cancelled or moved from ``moment``: what was to remind of it is taken back, and he is told."""
    keys = [_key(Occasion.TOMORROW, session, pk, moment=moment) for pk in referral_ids]
    take_back(keys=keys, because="The session was cancelled or moved")
    for referral in Referral.objects.filter(pk__in=referral_ids, status=Status.ON_PROGRAMME).order_by("pk"):
        _say(occasion, session, referral, due_at=at, at=at)


def _say(occasion, session, referral, *, due_at, at, useless_at=None):
    return write(
        occasion,
        about=referral,
        key=_key(occasion, session, referral.pk),
        moment=session.starts_at,
        due_at=due_at,
        useless_at=useless_at or session.starts_at,
        at=at,
    )


def _key(occasion, session, referral_pk, *, moment=None):
    """A session that is moved is another appointment to him."""
    return f"{occasion}:{session.pk}:{localtime(moment or session.starts_at):%Y%m%d%H%M}:{referral_pk}"
