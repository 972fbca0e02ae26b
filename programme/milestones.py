"""When a man started and when he was half way, read for many referrals at once."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce, TruncDate

from accounts.acting import for_the_service
from timescales.working_time import LONDON

from .models import Attendance
from .progress import with_tallies
from .rules import half

FULL_PROGRAMME = 30


@dataclass(frozen=True)
class Milestones:
    """Days of the first credited session and of the one that made half; None where it is known but not its day."""

    started: bool = False
    halfway: bool = False
    started_date: date | None = None
    halfway_date: date | None = None


@for_the_service("on which day he started and was halfway, and nothing of his sessions")
def milestones_of(referrals):
    """{referral id: Milestones} of ``referrals`` (a list). An imported tally without rows says that, but not when."""
    days = {referral.pk: [] for referral in referrals}
    day = Coalesce("held_date", "session__held_date", TruncDate("session__starts_at", tzinfo=LONDON))
    rows = Attendance.objects.credited().filter(referral__in=list(days)).annotate(day=day)
    for pk, held in rows.order_by("day").values_list("referral", "day"):
        days[pk].append(held)
    numbers = with_tallies({pk: len(held) for pk, held in days.items()}, referrals)
    return {r.pk: _of(r, numbers.get(r.pk, 0), [day for day in days[r.pk] if day]) for r in referrals}


def _of(referral, number, known):
    needed = half(referral.sessions_required or FULL_PROGRAMME)
    return Milestones(
        started=number >= 1,
        halfway=number >= needed,
        started_date=known[0] if known else None,
        halfway_date=known[needed - 1] if len(known) >= needed else None,
    )
