"""Distress that is seen while the register is still open."""

from accounts.acting import one_act
from accounts.refusal import Refused
from programme.actions import record_marked
from programme.rules import Outcome

from .table import flag_distress


@one_act
def flag_distress_at(session, referral, *, by, at):
    """Whoever keeps her safe is told now, not when the register is finished: his line is recorded as it is marked."""
    line = record_marked(session, referral, by=by, at=at)
    if line.outcome not in Outcome.PRESENT:
        raise Refused("He is recorded as absent. Correct the register first if he was there.")
    flag_distress(line, by=by, at=at)
