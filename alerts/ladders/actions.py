"""Change a ladder for the future only: a ladder that has begun stays as it was, and so do the alerts that climb it."""

from django.db.models import ProtectedError

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.models import LadderRule, Rung
from audit.trail import record


@one_act
def change_ladder(kind, *, rungs, valid_from, by, at):
    """A new ladder of ``kind`` (empty: every kind without its own) from ``valid_from`` on.

    ``rungs``: (minutes, audience) in the order in which they are told, at least one; each later than the one before.
    """
    if valid_from <= at:
        raise Refused("A ladder changes in the future only: choose a later moment.")
    minutes = [after for after, _ in rungs]
    if not rungs:
        raise Refused("Somebody must be told next: give at least one step.")
    if sorted(set(minutes)) != minutes:
        raise Refused("Each step must come later than the one before it.")
    if LadderRule.objects.filter(kind=kind, valid_from=valid_from).exists():
        raise Refused("There is already a change of this ladder from that moment.")
    rule = LadderRule.objects.create(kind=kind, valid_from=valid_from)
    Rung.objects.bulk_create(
        Rung(rule=rule, step=step, minutes=after, audience=audience)
        for step, (after, audience) in enumerate(rungs, start=1)
    )
    record("ladder.changed", rule, by=by, at=at, kind=kind, minutes=minutes)
    return rule


@one_act
def withdraw_ladder(rule, *, by, at):
    """Take out a change that has not begun."""
    if rule.valid_from <= at:
        raise Refused("This ladder is in force: it stays on record. Add a change for the future instead.")
    record("ladder.withdrawn", rule, by=by, at=at, kind=rule.kind)
    try:
        rule.delete()
    except ProtectedError as used:
        raise Refused("An alert already climbs this ladder.") from used
