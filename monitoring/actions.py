"""The clockwork: one pass over every promise of every file."""

from dataclasses import asdict, dataclass

from django.conf import settings

import iss.models
import iss.owners
import joint.models
import joint.owners
import programme.models
import programme.owners
import referrals.models
import referrals.owners
from timescales import heartbeat

from .asking import first_by, waits
from .chasing import Room, chase_all, remind_all
from .foi import owners as foi_owners
from .glass import owners as glass_owners
from .models import CopyDeadline, FoiDeadline, GlassDeadline, ReturnDeadline
from .returns import owners as return_owners
from .rounds import ROUNDS, go_round
from .subject_access import owners as copy_owners

CLOCKS = (
    Room(
        referrals.models.Deadline,
        referrals.owners,
        related=("referral__team", "referral__referrer"),
        read=referrals.owners.READ,
    ),
    Room(
        iss.models.Deadline,
        iss.owners,
        related=("partner_file__provider", "partner_file__referral"),
        read=iss.owners.READ,
    ),
    Room(
        programme.models.Deadline,
        programme.owners,
        related=("session__group__lead_man", "session__group__lead_woman"),
    ),
    Room(joint.models.Deadline, joint.owners, related=("action__referral", "action__owner")),
    Room(FoiDeadline, foi_owners, related=("request",)),
    Room(CopyDeadline, copy_owners, related=("request__man", "request__file__provider")),
    Room(GlassDeadline, glass_owners, related=("his__referral", "hers__file__provider")),
    Room(
        ReturnDeadline,
        return_owners,
        related=("part__quarterly_return", "part__organisation", "quarterly_return"),
    ),
)
# Of each, what is broken and what is to be reminded of
DUE = [
    first_by(column, rows)
    for clocks, *_ in CLOCKS
    for column, rows in (("due_at", clocks.objects.overdue), ("remind_at", clocks.objects.to_remind))
]


@dataclass
class Swept:
    """What one pass did: promises reminded of, promises found broken, alerts raised in all."""

    reminded: int = 0
    missed: int = 0
    alerts: int = 0

    def as_dict(self):
        return asdict(self)


def sweep(*, at):
    """Find every promise broken, and go every round, as at ``at``.

    Each row is claimed by changing it, in the transaction that tells: many sweeps at once tell each thing once, and a
    second sweep of the same moment finds nothing.
    """
    swept = sweep_promises(at=at)
    for each in ROUNDS:
        swept.alerts += go_round(each, at=at)[0]
    return swept


def sweep_promises(*, at):
    """Promises broken and reminders due. Where there are none, that is one question for all clocks."""
    swept, due = Swept(), iter(waits(DUE, at=at))
    for room in CLOCKS:
        missed = chase_all(room, at=at) if next(due) else 0
        reminded = remind_all(room, at=at) if next(due) else 0
        swept.missed += missed
        swept.reminded += reminded
        swept.alerts += missed + reminded
    return swept


def sweep_what_is_due(*, at):
    """A pass as the clock goes it: every promise, and of the rounds those whose time has come.

    One that could not be gone to its end is gone again at the next pass, and so is one gone by a clock that was ahead.
    """
    swept = sweep_promises(at=at)
    last = heartbeat.ended()
    due = [each for each in ROUNDS if _is_time(each, last.get(each.name), at)]
    kinds = [each.waiting for each in due if each.waiting]
    empty = {rows for rows, some in zip(kinds, waits(kinds, at=at), strict=True) if not some}
    gone = []
    for each in due:
        raised, well = (0, True) if each.waiting in empty else go_round(each, at=at)
        swept.alerts += raised
        gone += [each.name] if each.every and well else []
    if gone:
        heartbeat.beat_together(gone, at=at)
    return swept


def _is_time(each, last, at):
    """Half a pass early rather than half a pass late; clocks on two machines may differ by a pass."""
    if each.every is None or last is None:
        return True
    return not at - each.every + settings.SWEEP_EVERY / 2 < last <= at + settings.SWEEP_EVERY
