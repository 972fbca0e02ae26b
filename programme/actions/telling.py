"""Who is told what of one man's line in a register, and told again when the line turns out to be wrong.

She may believe that he is in the session: the ISS hears the same day, with notice or without.
"""

from django.db.models import Q
from django.utils.timezone import localtime

from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from alerts.models import Alert
from programme.rules import Outcome

from .reminders import after_a_miss

_TOLD = {
    Outcome.ABSENT_NO_CONTACT: (Kind.FIRST_MISS, [Audience.FACILITATORS, Audience.ISS]),
    Outcome.ABSENT_NOTICE: (Kind.MISSED_WITH_NOTICE, [Audience.ISS]),
}


def tell_of_absence(attendance, *, again_at=None, at):
    """Tell of a miss, with notice or without; nothing of any other outcome. ``again_at``: of a correction."""
    if attendance.outcome not in _TOLD:
        return
    kind, audiences = _TOLD[attendance.outcome]
    more = " A second closes the file." if kind == Kind.FIRST_MISS else ""
    key = _key(attendance.outcome, attendance)
    raise_alert(
        kind,
        about=attendance.referral,
        to=audiences,
        because=f"{_session(attendance)}.{more}",
        key=f"{key}:{again_at.isoformat()}" if again_at else key,
        at=at,
    )
    if kind == Kind.FIRST_MISS:
        after_a_miss(attendance.session, attendance.referral, at=at)


def tell_of_correction(attendance, *, old, at):
    """Those who had been told that he was absent are told that it was otherwise."""
    if old not in _TOLD or attendance.outcome == old or not _was_told(old, attendance):
        return
    now = Outcome(attendance.outcome).label.lower()
    raise_alert(
        Kind.MISS_CORRECTED,
        about=attendance.referral,
        to=_TOLD[old][1],
        because=f"{_session(attendance)}. Recorded now: {now}.",
        key=f"miss_corrected:{attendance.session_id}:{attendance.referral_id}:{at.isoformat()}",
        at=at,
    )


def _was_told(outcome, attendance):
    key = _key(outcome, attendance)
    return Alert.objects.filter(Q(key=key) | Q(key__startswith=f"{key}:")).exists()


def _key(outcome, attendance):
    word = {Outcome.ABSENT_NO_CONTACT: "first_miss", Outcome.ABSENT_NOTICE: "absent_notice"}[outcome]
    return f"{word}:{attendance.session_id}:{attendance.referral_id}"


def _session(attendance):
    return f"Session of {localtime(attendance.session.starts_at):%-d %B %Y}"
