"""What the ISS shares of risk: a flag that must be acknowledged, replaced by a newer one or withdrawn."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from joint.models import RiskNote

from .words import SHARING_STOPPED

TOLD = (Audience.MY_TIME_MANAGERS, Audience.FACILITATORS)
ENDED = "This note no longer holds. Look at the notes again."


@one_act
def share_risk_note(referral, *, text, may_be_used_with_him=False, supersedes=None, by, at):
    """The ISS tells My Time what it must know. A flag that must be acknowledged, never only a note.

    ``supersedes``: the note that ends by this one, and stays on record.
    """
    if referral.sharing_stopped:
        raise Refused(SHARING_STOPPED)
    if supersedes is not None:
        _end(supersedes, because="Replaced by a newer note", by=by, at=at)
    note = RiskNote.objects.create(
        referral=referral,
        text=text,
        may_be_used_with_him=may_be_used_with_him,
        supersedes=supersedes,
        by=by,
        at=at,
    )
    raise_alert(Kind.RISK_NOTE, about=referral, to=TOLD, key=f"risk_note:{note.pk}", at=at, by=by)
    record("risk_note.shared", referral, by=by, at=at)
    return note


@one_act
def withdraw_risk_note(note, *, because, by, at):
    """It no longer holds, or was a mistake. Those who read it are told; also while sharing is stopped, for nothing new
    is said."""
    _end(note, because=because, by=by, at=at)
    key = f"risk_note_ended:{note.pk}"
    raise_alert(Kind.RISK_NOTE_ENDED, about=note.referral, to=TOLD, key=key, at=at, by=by)
    record("risk_note.withdrawn", note.referral, by=by, at=at)


def _end(note, *, because, by, at):
    standing = RiskNote.objects.in_force().filter(pk=note.pk)
    if standing.update(ended_at=at, ended_by=by, ended_because=because) != 1:
        raise Refused(ENDED)
