"""Putting a register right, catching up, and taking a mistaken catch-up away."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from programme.models import Attendance, Correction, Enrolment
from programme.rules import Outcome
from referrals.statuses import Status

from .catching_up import drop_plans, refuse_what_needs_no_making_up
from .milestones import settle_milestones
from .misses import locked, settle
from .telling import tell_of_absence, tell_of_correction

CORRECTED = "The register was corrected"


@one_act
def correct(attendance, *, outcome, because, confirmed=False, by, at):
    """Put a register right. The rule is applied again: a closure that rested on the mistake is undone,
    and one that follows from the correction is made (when ``confirmed``). Those told of the mistake are told again."""
    referral = locked([attendance.referral_id])[attendance.referral_id]
    attendance = _locked_line(attendance, referral)
    old = attendance.outcome
    if old == outcome:
        raise Refused("That is what is recorded already.")
    _keep_completion(referral, old, outcome)
    _refuse_to_credit_twice(attendance, outcome)
    Attendance.objects.filter(pk=attendance.pk).update(outcome=outcome, minutes_late=None)
    attendance.outcome = outcome
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
    ids = [referral.pk] if confirmed else []
    closed = settle([referral], confirmed=ids, because=CORRECTED, by=by, at=at)
    if not attendance.makes_up_id:  # what came of a catch-up is no session at which he was expected
        tell_of_correction(attendance, old=old, at=at)
        if not closed and referral.status in (Status.ON_PROGRAMME, Status.ON_HOLD):
            tell_of_absence(attendance, again_at=at, at=at)
    if outcome in Outcome.CREDITED:
        drop_plans(attendance.makes_up or attendance, at=at)
    settle_milestones(referral, by=by, at=at)


def _refuse_to_credit_twice(attendance, outcome):
    """What came of a first catch-up is put right after a second one has made up for the same session."""
    others = Attendance.objects.filter(makes_up=attendance.makes_up_id, outcome=Outcome.CAUGHT_UP)
    if attendance.makes_up_id and outcome == Outcome.CAUGHT_UP and others.exclude(pk=attendance.pk).exists():
        raise Refused("That session has been caught up elsewhere since. Remove that catch-up first.")


def _locked_line(attendance, referral):
    rows = Attendance.objects.select_for_update(of=("self",)).select_related("session", "makes_up")
    attendance = rows.get(pk=attendance.pk)
    attendance.referral = referral
    return attendance


def _keep_completion(referral, old, new=""):
    if referral.status == Status.COMPLETED and old in Outcome.CREDITED and new not in Outcome.CREDITED:
        raise Refused(
            "He has completed the programme: this session counted. A manager has to look at it first."
        )


@one_act
def catch_up(missed, *, session, by, at):
    """He made up for a session he missed, at ``session`` (held or being held, in any group)."""
    referral = locked([missed.referral_id])[missed.referral_id]
    missed = Attendance.objects.get(pk=missed.pk)
    refuse_what_needs_no_making_up(referral, missed)
    if session.pk == missed.session_id or session.starts_at > at:
        raise Refused("Choose another session, one that has begun.")
    if session.attendances.filter(referral=referral).exists():
        raise Refused("He is already on the register of that session.")
    if Enrolment.objects.expected_at(session).filter(referral=referral).exists():
        raise Refused("He is expected at that session himself: it cannot make up for another.")
    made_up = session.attendances.create(
        referral=referral, outcome=Outcome.CAUGHT_UP, makes_up=missed, by=by, at=at
    )
    record("session.caught_up", session, by=by, at=at, referral=referral.reference)
    drop_plans(missed, at=at)
    settle_milestones(referral, by=by, at=at)
    return made_up


@one_act
def remove_catch_up(made_up, *, because, by, at):
    """A catch-up was recorded by mistake: it goes, its credit with it, and the session missed is to be made up again.

    The reason stays with the session that was missed. One that was planned and did not take place is corrected instead.
    """
    referral = locked([made_up.referral_id])[made_up.referral_id]
    made_up = _locked_line(made_up, referral)
    if made_up.makes_up_id is None:
        raise Refused("This is no catch-up: correct it instead.")
    if made_up.distress_at:
        raise Refused("A notable emotional response was flagged there, so he was there. Correct it instead.")
    _keep_completion(referral, made_up.outcome)
    missed = made_up.makes_up
    Correction.objects.filter(attendance=made_up).delete()
    Attendance.objects.filter(pk=made_up.pk).delete()
    Correction.objects.create(
        attendance=missed, old=made_up.outcome, new=missed.outcome, because=because, by=by, at=at
    )
    record("session.catch_up_removed", made_up.session, by=by, at=at, referral=referral.reference)
    settle_milestones(referral, by=by, at=at)
