"""Change how long a promise lasts, for the future only: a rule that has begun stays as it was."""

from django.db.models import ProtectedError

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record

from .models import PromiseRule

LONGEST = {"hours": 24 * 366, "days": 366, "working_days": 260, "calendar_months": 24}


@one_act
def change_promise(promise, *, amount, unit, reminders, chase_every=None, valid_from, by, at):
    """A new rule from ``valid_from`` on. Clocks that have started by then keep the rule they started under.

    ``reminders``: fractions of the time, such as [0.5, 0.9]; ``chase_every``: working days between chasers, or None.
    Who owes it and whether it pauses do not change.
    """
    if valid_from <= at:
        raise Refused("A timescale changes in the future only: choose a later moment.")
    if not 1 <= amount <= LONGEST[unit]:
        raise Refused(f"Enter a time from 1 to {LONGEST[unit]} for this unit.")
    if not all(0 < fraction < 1 for fraction in reminders):
        raise Refused("A reminder comes between the start and the end of the time.")
    now = PromiseRule.objects.in_force(promise, at)
    if PromiseRule.objects.filter(promise=promise, valid_from=valid_from).exists():
        raise Refused("There is already a change of this timescale from that moment.")
    rule = PromiseRule.objects.create(
        promise=promise,
        amount=amount,
        unit=unit,
        reminders=sorted(reminders),
        valid_from=valid_from,
        owed_by=now.owed_by,
        chase_every=chase_every,
        may_pause=now.may_pause,
        waits_for_answers=now.waits_for_answers,
        decided_by_us=True,
    )
    record("timescale.changed", rule, by=by, at=at, promise=promise, amount=amount, unit=unit)
    return rule


@one_act
def withdraw_change(rule, *, by, at):
    """Take out a change that has not begun."""
    if rule.valid_from <= at:
        raise Refused("This timescale is in force: it stays on record. Add a change for the future instead.")
    record("timescale.withdrawn", rule, by=by, at=at, promise=rule.promise)
    try:
        rule.delete()
    except ProtectedError as used:
        raise Refused("A promise that starts later already counts on this timescale.") from used
