"""Registers: who came, and what follows at once."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from programme.models import Attendance, Enrolment, Session, Visit
from programme.reading import on_the_register
from programme.rules import Outcome
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise

from .catching_up import tell_of_no_visit
from .milestones import settle_milestones_of
from .misses import locked, settle
from .telling import tell_of_absence

LATER_REGISTER = "A later register shows that there were not two misses running"


@dataclass(frozen=True)
class Entry:
    """What is recorded of one man."""

    outcome: str
    minutes_late: int | None = None
    note: str = ""


@one_act
def take_register(session, *, entries, confirmed=(), by, at):
    """Record outcomes for men expected at a session: ``entries`` is {referral id: Entry}.

    A second miss running closes the file here and now, provided its referral id is in ``confirmed``; otherwise
    MustConfirm is raised and nothing is written. Recording the same again changes nothing. Of a man of another group
    who comes to catch up, "attended" makes up for the session he missed.
    """
    session = lock_register(session, at=at)
    referrals, visits = _lock_expected(session, entries)
    new = _new(session, entries)
    lines = [_line(session, referrals[pk], e, visits.get(pk), by=by, at=at) for pk, e in new.items()]
    Attendance.objects.bulk_create(lines)
    Visit.objects.planned().filter(pk__in=[visits[pk].pk for pk in new if pk in visits]).update(
        state=Visit.State.RECORDED
    )
    _mark_held(session, by=by, at=at)
    recorded = [line.referral for line in lines]
    closed = settle(recorded, confirmed=confirmed, because=LATER_REGISTER, by=by, at=at)
    _follow([line for line in lines if line.referral_id not in closed], by=by, at=at)
    if not _somebody_is_left(session):
        clocks.keep(session.deadlines, Promise.REGISTER, at=at)
    record("register.taken", session, by=by, at=at, recorded=len(new))
    return len(new)


def lock_register(session, *, at):
    """The session, locked; refused when it has no register, or none yet."""
    # Not the strongest lock: that one would wait for rows beside it that only point at the session.
    rows = Session.objects.select_for_update(of=("self",), no_key=True)
    session = rows.select_related("group").get(pk=session.pk)
    if session.state == Session.State.CANCELLED:
        raise Refused("This session was cancelled: it has no register.")
    if session.starts_at > at:
        raise Refused("This session has not begun: its register cannot be taken yet.")
    return session


def _somebody_is_left(session):
    expected = Enrolment.objects.expected_at(session).exclude(referral__attendances__session=session)
    return expected.exists() or Visit.objects.coming_to(session).exists()


def _lock_expected(session, entries):
    """The files of those recorded, locked, and {referral id: Visit} of those who come to catch up."""
    referrals = locked(entries)
    allowed = on_the_register(session) | set(session.attendances.values_list("referral", flat=True))
    if not set(entries) <= allowed:
        raise Refused("Someone on this register is not expected at this session. Open the register again.")
    visits = Visit.objects.coming_to(session).select_related("missed")
    return referrals, {visit.referral_id: visit for visit in visits}


def _new(session, entries):
    """Those of whom nothing is recorded yet."""
    known = {row.referral_id: row for row in session.attendances.filter(referral__in=entries)}
    for pk, row in known.items():
        if row.outcome != _outcome(entries[pk], visits=row.makes_up_id):
            raise Refused(
                "Somebody has already recorded this register differently. Look at it, then correct it."
            )
    return {pk: entry for pk, entry in entries.items() if pk not in known}


def _mark_held(session, *, by, at):
    Session.objects.filter(pk=session.pk, state=Session.State.PLANNED).update(
        state=Session.State.HELD,
        held_date=localtime(session.starts_at).date(),
        register_by=by,
        register_at=at,
    )


def _outcome(entry, *, visits):
    came = visits and entry.outcome in (Outcome.ATTENDED, Outcome.LATE)
    return Outcome.CAUGHT_UP if came else entry.outcome


def _line(session, referral, entry, visit, *, by, at):
    return Attendance(
        session=session,
        referral=referral,
        outcome=_outcome(entry, visits=visit),
        minutes_late=entry.minutes_late,
        note=entry.note,
        makes_up=visit.missed if visit else None,
        by=by,
        at=at,
    )


def _follow(lines, *, by, at):
    """Of a man who has left since, the register is completed and nothing more follows."""
    lines = [line for line in lines if line.referral.status in (Status.ON_PROGRAMME, Status.ON_HOLD)]
    for line in lines:
        if line.makes_up_id:
            tell_of_no_visit(line, at=at)
        else:
            tell_of_absence(line, at=at)
    settle_milestones_of([line.referral for line in lines], by=by, at=at)
