"""Registers: who came, and what follows at once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localtime

from accounts.refusal import Refused
from audit.trail import record
from programme.models import Enrolment, Session
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise

from .milestones import settle_milestones
from .misses import locked, settle
from .telling import tell_of_absence

LATER_REGISTER = "A later register shows that there were not two misses running"


@dataclass(frozen=True)
class Entry:
    """What is recorded of one man."""

    outcome: str
    minutes_late: int | None = None
    note: str = ""


@transaction.atomic
def take_register(session, *, entries, confirmed=(), by, at):
    """Record outcomes for men expected at a session: ``entries`` is {referral id: Entry}.

    A second miss running closes the file here and now, provided its referral id is in ``confirmed``; otherwise
    MustConfirm is raised and nothing is written. Recording the same again changes nothing.
    """
    session = lock_register(session, at=at)
    referrals = _lock_expected(session, entries)
    new = {pk: entry for pk, entry in entries.items() if _is_new(session, pk, entry)}
    lines = [_line(session, referrals[pk], entry, by=by, at=at) for pk, entry in new.items()]
    _mark_held(session, by=by, at=at)
    recorded = [line.referral for line in lines]
    closed = settle(recorded, confirmed=confirmed, because=LATER_REGISTER, by=by, at=at)
    for line in lines:
        _follow(line, closed=line.referral_id in closed, by=by, at=at)
    if not Enrolment.objects.expected_at(session).exclude(referral__attendances__session=session).exists():
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


def _lock_expected(session, entries):
    referrals = locked(entries)
    allowed = set(Enrolment.objects.expected_at(session).values_list("referral", flat=True))
    allowed |= set(session.attendances.values_list("referral", flat=True))
    if not set(entries) <= allowed:
        raise Refused("Someone on this register is not expected at this session. Open the register again.")
    return referrals


def _is_new(session, referral_pk, entry):
    row = session.attendances.filter(referral=referral_pk).first()
    if row and row.outcome != entry.outcome:
        raise Refused("Somebody has already recorded this register differently. Look at it, then correct it.")
    return row is None


def _mark_held(session, *, by, at):
    Session.objects.filter(pk=session.pk, state=Session.State.PLANNED).update(
        state=Session.State.HELD,
        held_date=localtime(session.starts_at).date(),
        register_by=by,
        register_at=at,
    )


def _line(session, referral, entry, *, by, at):
    return session.attendances.create(
        referral=referral,
        outcome=entry.outcome,
        minutes_late=entry.minutes_late,
        note=entry.note,
        by=by,
        at=at,
    )


def _follow(line, *, closed, by, at):
    """Of a man who has left since, the register is completed and nothing more follows."""
    if not closed and line.referral.status in (Status.ON_PROGRAMME, Status.ON_HOLD):
        tell_of_absence(line, at=at)
        settle_milestones(line.referral, by=by, at=at)
