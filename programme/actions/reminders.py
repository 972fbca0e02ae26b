"""What is said to him about his sessions: the day before, after a miss, and when one is cancelled or moved."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef

from accounts.acting import one_act
from programme.models import Enrolment, Session, Visit
from referrals.models.man import Reminders
from referrals.statuses import Status
from texts.actions import take_back, write
from texts.models import Text
from texts.occasions import Occasion

FILE = "referrals.referral"
# [D] A text the day before; the row is written early enough for the letter, which goes days before.
BEFORE = timedelta(days=1)
LOOKED_AHEAD = timedelta(days=8)
# [D] Long enough to be worth saying after a weekend
WORTH_SAYING_FOR = timedelta(days=4)


def to_remind(at):
    """Enrolments of men who want to be reminded of a session of the coming days and have not been, each with
    ``session_pk`` and ``moment``: one query, however many there are."""
    found = Enrolment.objects.filter(
        ended_at=None,
        referral__status=Status.ON_PROGRAMME,
        referral__man__reminders__in=(Reminders.TEXT, Reminders.LETTER),
        group__sessions__state=Session.State.PLANNED,
        group__sessions__starts_at__gt=at,
        group__sessions__starts_at__lte=at + LOOKED_AHEAD,
        first_session__starts_at__lte=F("group__sessions__starts_at"),
    ).annotate(session_pk=F("group__sessions"), moment=F("group__sessions__starts_at"))
    return _not_written(found)


def to_remind_of_catching_up(at):
    """The same of Visits: who comes to a session of another group."""
    found = Visit.objects.coming().filter(
        referral__man__reminders__in=(Reminders.TEXT, Reminders.LETTER),
        session__starts_at__gt=at,
        session__starts_at__lte=at + LOOKED_AHEAD,
    )
    return _not_written(found.annotate(session_pk=F("session"), moment=F("session__starts_at")))


def _not_written(found):
    written = Text.objects.filter(
        occasion=Occasion.TOMORROW,
        about_model=FILE,
        about_id=OuterRef("referral"),
        thing_id=OuterRef("session_pk"),
        moment=OuterRef("moment"),
    )
    return found.filter(~Exists(written)).select_related("referral").order_by("moment", "pk")


@one_act
def remind_him(expected, *, at):
    """Write what he is told before a session of ``to_remind``, or of ``to_remind_of_catching_up``, once. The Text, or
    None."""
    moment = expected.moment
    return write(
        Occasion.TOMORROW,
        about=expected.referral,
        thing_id=expected.session_pk,
        moment=moment,
        due_at=moment - BEFORE,
        useless_at=moment,
        at=at,
    )


@one_act
def after_a_miss(session, referral, *, at):
    """He did not come and nobody heard from him: he is asked to ring. Nothing is said where he has left."""
    if referral.status != Status.ON_PROGRAMME:
        return
    worth_it = at + WORTH_SAYING_FOR
    _say(Occasion.MISSED, session, referral, session.starts_at, due_at=at, useless_at=worth_it, at=at)


@one_act
def say_it_changed(session, referrals, *, occasion, at):
    """A session was cancelled, or moved to where it stands now: the reminder is taken back, and he is told."""
    take_back(
        Occasion.TOMORROW,
        about_model=FILE,
        about_ids=[referral.pk for referral in referrals],
        thing_id=session.pk,
        because="The session was cancelled or moved",
    )
    moment = session.starts_at
    if moment <= at:
        return  # it was put right afterwards: nothing to say before it
    for referral in referrals:
        if referral.status == Status.ON_PROGRAMME:
            _say(occasion, session, referral, moment, due_at=at, useless_at=moment, at=at)


def _say(occasion, session, referral, moment, **times):
    write(occasion, about=referral, thing_id=session.pk, moment=moment, **times)
