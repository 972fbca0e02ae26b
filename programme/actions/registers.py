"""Registers: who came, what follows, and putting a register right."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localtime

from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from programme.models import Attendance, Correction, Enrolment, Session
from programme.progress import after_a_credit, misses_running, runs_of_misses
from programme.rules import Outcome
from referrals.actions import close, undo_closure
from referrals.models import Referral
from referrals.statuses import CloseReason, Status
from timescales import clocks
from timescales.promises import Promise


@dataclass(frozen=True)
class Entry:
    """What is recorded of one man."""

    outcome: str
    minutes_late: int | None = None
    note: str = ""


class MustConfirm(Refused):
    """Recording this closes files; ``closing`` holds the referrals. Nothing has been written."""

    def __init__(self, closing):
        self.closing = closing
        super().__init__("Recording this closes a file. Read what follows and confirm it.")


def would_close(session, entries):
    """The referrals whose files close if ``entries`` ({referral id: Entry}) are recorded for the session."""
    missed = [pk for pk, entry in entries.items() if entry.outcome == Outcome.ABSENT_NO_CONTACT]
    referrals = Referral.objects.filter(pk__in=missed, status=Status.ON_PROGRAMME).select_related("man")
    runs = runs_of_misses(referrals, supposing={session.pk: Outcome.ABSENT_NO_CONTACT})
    return [r for r in referrals if runs[r.pk] >= 2]


@transaction.atomic
def take_register(session, *, entries, confirmed=(), by, at):
    """Record outcomes for men expected at a session: ``entries`` is {referral id: Entry}.

    A second miss running closes the file here and now, provided its referral id is in ``confirmed``; otherwise
    MustConfirm is raised and nothing is written. Recording the same again changes nothing.
    """
    # Not the strongest lock: that one would wait for rows beside it that only point at the session.
    locked = Session.objects.select_for_update(of=("self",), no_key=True)
    session = locked.select_related("group").get(pk=session.pk)
    if session.state == Session.State.CANCELLED:
        raise Refused("This session was cancelled: it has no register.")
    if session.starts_at > at:
        raise Refused("This session has not begun: its register cannot be taken yet.")
    referrals = _lock_expected(session, entries)
    new = {pk: entry for pk, entry in entries.items() if _is_new(session, pk, entry)}
    closing = [r.pk for r in would_close(session, new)]
    if not set(closing) <= set(confirmed):
        raise MustConfirm([referrals[pk] for pk in closing])
    _mark_held(session, by=by, at=at)
    for pk, entry in new.items():
        _record_one(session, referrals[pk], entry, closes=pk in closing, by=by, at=at)
    if not Enrolment.objects.expected_at(session).exclude(referral__attendances__session=session).exists():
        clocks.keep(session.deadlines, Promise.REGISTER, at=at)
    record("register.taken", session, by=by, at=at, recorded=len(new))
    return len(new)


def _lock_expected(session, entries):
    """The referrals of the entries, locked in one order so that two registers never wait for each other."""
    rows = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("man")
        .filter(pk__in=entries)
        .order_by("pk")
    )
    referrals = {row.pk: row for row in rows}
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


def _record_one(session, referral, entry, *, closes, by, at):
    session.attendances.create(
        referral=referral,
        outcome=entry.outcome,
        minutes_late=entry.minutes_late,
        note=entry.note,
        by=by,
        at=at,
    )
    if closes:
        close(referral, reason=CloseReason.TWO_MISSES, by=by, at=at)
    elif referral.status not in (Status.ON_PROGRAMME, Status.ON_HOLD):
        pass  # he has left since: the register is completed, and nothing more follows
    elif entry.outcome == Outcome.ABSENT_NO_CONTACT:
        _tell_of_a_miss(session, referral, at=at)
    elif entry.outcome == Outcome.ABSENT_NOTICE:
        _tell_of_an_absence(session, referral, at=at)
    elif entry.outcome in Outcome.CREDITED:
        after_a_credit(referral, by=by, at=at)


def _tell_of_an_absence(session, referral, *, at):
    """She may believe that he is in the session: the ISS hears the same day, with notice or without."""
    raise_alert(
        Kind.MISSED_WITH_NOTICE,
        about=referral,
        to=[Audience.ISS],
        because=f"Session of {localtime(session.starts_at):%-d %B %Y}.",
        key=f"absent_notice:{session.pk}:{referral.pk}",
        at=at,
    )


def _tell_of_a_miss(session, referral, *, at):
    raise_alert(
        Kind.FIRST_MISS,
        about=referral,
        to=[Audience.FACILITATORS, Audience.ISS],
        because=f"Session of {localtime(session.starts_at):%-d %B %Y}. A second closes the file.",
        key=f"first_miss:{session.pk}:{referral.pk}",
        at=at,
    )


@transaction.atomic
def correct(attendance, *, outcome, because, confirmed=False, by, at):
    """Put a register right. The rule is applied again: a closure that rested on the mistake is undone,
    and one that follows from the correction is made (when ``confirmed``)."""
    referral = (
        Referral.objects.select_for_update(of=("self",)).select_related("man").get(pk=attendance.referral_id)
    )
    attendance = (
        Attendance.objects.select_for_update(of=("self",)).select_related("session").get(pk=attendance.pk)
    )
    old = attendance.outcome
    if old == outcome:
        raise Refused("That is what is recorded already.")
    if referral.status == Status.COMPLETED and old in Outcome.CREDITED and outcome not in Outcome.CREDITED:
        raise Refused(
            "He has completed the programme: this session counted. A manager has to look at it first."
        )
    # What came of a catch-up is no session at which he was expected.
    supposing = {} if attendance.makes_up_id else {attendance.session_id: outcome}
    misses = misses_running(referral, supposing=supposing)
    if misses >= 2 and referral.status == Status.ON_PROGRAMME and not confirmed:
        raise MustConfirm([referral])
    Attendance.objects.filter(pk=attendance.pk).update(outcome=outcome, minutes_late=None)
    Correction.objects.create(attendance=attendance, old=old, new=outcome, because=because, by=by, at=at)
    record(
        "register.corrected",
        attendance.session,
        by=by,
        at=at,
        referral=referral.reference,
        old=old,
        new=outcome,
    )
    _apply_the_rule(referral, misses, by=by, at=at)
    if referral.status == Status.ON_PROGRAMME and outcome in Outcome.CREDITED:
        after_a_credit(referral, by=by, at=at)
    elif referral.status == Status.ON_PROGRAMME and supposing and outcome == Outcome.ABSENT_NO_CONTACT:
        _tell_of_a_miss(attendance.session, referral, at=at)


def _apply_the_rule(referral, misses, *, by, at):
    if misses >= 2 and referral.status == Status.ON_PROGRAMME:
        close(referral, reason=CloseReason.TWO_MISSES, by=by, at=at)
    elif misses < 2 and referral.status == Status.CLOSED and referral.close_reason == CloseReason.TWO_MISSES:
        undo_closure(referral, because="The register was corrected", by=by, at=at)


@transaction.atomic
def catch_up(missed, *, session, by, at):
    """He made up for a session he missed, at ``session`` (held or being held, in any group)."""
    referral = Referral.objects.select_for_update().get(pk=missed.referral_id)
    missed = Attendance.objects.get(pk=missed.pk)
    if missed.outcome in Outcome.CREDITED:
        raise Refused("That session is credited already: there is nothing to catch up.")
    if session.pk == missed.session_id or session.starts_at > at:
        raise Refused("Choose another session, one that has begun.")
    if referral.status != Status.ON_PROGRAMME:
        raise Refused("Only a man on the programme can catch up.")
    if session.attendances.filter(referral=referral).exists():
        raise Refused("He is already on the register of that session.")
    if Enrolment.objects.expected_at(session).filter(referral=referral).exists():
        raise Refused("He is expected at that session himself: it cannot make up for another.")
    if Attendance.objects.filter(makes_up=missed).exists():
        raise Refused("That session has already been caught up.")
    made_up = session.attendances.create(
        referral=referral, outcome=Outcome.CAUGHT_UP, makes_up=missed, by=by, at=at
    )
    record("session.caught_up", session, by=by, at=at, referral=referral.reference)
    after_a_credit(referral, by=by, at=at)
    return made_up
