"""What is agreed at the table: given to somebody, answered, given to somebody else."""

from datetime import datetime, time

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Recipient
from alerts.kinds import Kind
from audit.trail import record
from joint.models import TableAction
from joint.pairing import may_own
from timescales import clocks
from timescales.promises import Promise
from timescales.working_time import LONDON

END_OF_DAY = time(23, 59)
ANSWERED = "This has been answered already. Look at it before you go on."


@one_act
def agree_action(referral, *, what, owner, due_date, provider, review=None, by, at):
    """Somebody does something by a day. The owner is told, and sees it on the home page until it is answered.

    ``provider``: the service at whose table it was agreed, None for My Time alone.
    """
    _refuse_strangers(referral, provider, owner)
    action = TableAction.objects.create(
        referral=referral,
        provider=provider,
        review=review,
        what=what,
        owner=owner,
        due_date=due_date,
        by=by,
        at=at,
    )
    _owe(action, by=by, at=at)
    record("table_action.agreed", referral, by=by, at=at, action=action.pk)
    return action


def _refuse_strangers(referral, provider, owner):
    if not may_own(referral.area, provider).filter(pk=owner.pk).exists():
        raise Refused("Choose somebody of My Time or of the service at this table.")


def _owe(action, *, by, at):
    """The promise runs to the end of the day that was agreed."""
    due_at = datetime.combine(action.due_date, END_OF_DAY, tzinfo=LONDON)
    clocks.start(action.deadlines, Promise.TABLE_ACTION, at=at, due_at=due_at)
    key = f"action_given:{action.pk}:{action.owner_id}:{at.isoformat()}"
    raise_alert(Kind.ACTION_GIVEN, about=action, to=[owner_of(action)], key=key, at=at, by=by)


def owner_of(action):
    return Recipient(action.owner, action.reference, action.get_absolute_url())


@one_act
def answer_action(action, *, outcome, note="", by, at):
    """Done, or not done and no longer needed: then why."""
    if outcome == TableAction.Outcome.NOT_DONE and not note.strip():
        raise Refused("Say why it is not done and no longer needed.")
    open_one = TableAction.objects.open().filter(pk=action.pk)
    if open_one.update(outcome=outcome, outcome_note=note, outcome_at=at, outcome_by=by) != 1:
        raise Refused(ANSWERED)
    if outcome == TableAction.Outcome.DONE:
        clocks.keep(action.deadlines, Promise.TABLE_ACTION, at=at)
    else:
        clocks.stop(action.deadlines, at=at)
    record("table_action.answered", action.referral, by=by, at=at, action=action.pk, outcome=outcome)


@one_act
def hand_over_action(action, *, owner, due_date, by, at):
    """Somebody else does it, or by another day."""
    action = (
        TableAction.objects.select_for_update(of=("self",)).select_related("referral__area").get(pk=action.pk)
    )
    if action.outcome:
        raise Refused(ANSWERED)
    _refuse_strangers(action.referral, action.provider, owner)
    action.owner, action.due_date = owner, due_date
    action.save(update_fields=["owner", "due_date"])
    clocks.stop(action.deadlines, at=at)
    _owe(action, by=by, at=at)
    record("table_action.handed_over", action.referral, by=by, at=at, action=action.pk, to=owner.pk)
