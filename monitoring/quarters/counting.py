"""What happened in a quarter, and which of the promises that fell due in it were kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.acting import for_the_service
from accounts.database import database
from monitoring.figures.facts import percentage
from monitoring.figures.quarter import Quarter
from timescales.promises import Promise

HERE = Path(__file__).parent
ACTIVITY = (HERE / "activity.sql").read_text(encoding="utf-8")
PROMISED = (HERE / "promised.sql").read_text(encoding="utf-8")
PROMISES = PROMISED + (HERE / "promises.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Kept:
    """Promises of one kind that fell due. ``pct``: kept in time, of all but the excused; None of none."""

    promise: Promise
    in_time: int
    late: int
    not_kept: int
    excused: int

    @property
    def due(self) -> int:
        return self.in_time + self.late + self.not_kept

    @property
    def pct(self) -> float | None:
        return percentage(self.in_time, self.due)


def activity(quarter: Quarter, *, area: int | None = None, provider: int | None = None) -> dict[str, int]:
    """Counts of one quarter by name (``activity.sql``), each thing on the day it happened."""
    where = {"first": quarter.first_day, "last": quarter.last_day, "area": area, "provider": provider}
    [row], columns = asked(ACTIVITY, where)
    return dict(zip(columns, row, strict=True))


def promises(
    quarter: Quarter, *, at: datetime, area: int | None = None, provider: int | None = None, hers: bool = True
) -> list[Kept]:
    """Each promise of which one fell due in the quarter and by ``at``, in the order of the pathway.

    ``hers``: those to partners too.
    """
    days = {"start": midnight(quarter.first_day), "end": midnight(quarter.next.first_day)}
    rows, columns = asked(PROMISES, days | {"moment": at, "area": area, "provider": provider, "hers": hers})
    found = {row[0]: dict(zip(columns[1:], row[1:], strict=True)) for row in rows}
    return [Kept(promise, **found[promise]) for promise in Promise if promise in found]


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


@for_the_service("figures count rows; no row leaves")
def asked(query: str, values: dict[str, Any]) -> tuple[list[Any], list[str]]:
    """The rows of a query, and the names of its columns."""
    with database().cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall(), [column.name for column in cursor.description]


def together(kept: Iterable[Kept]) -> float | None:
    """Kept in time, of all that fell due, whatever the promise."""
    kept = list(kept)
    return percentage(sum(one.in_time for one in kept), sum(one.due for one in kept))
