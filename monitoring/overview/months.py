"""The last twelve whole months and the one that runs: sessions held, and promises kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.timezone import localtime

from monitoring.quarters.counting import PROMISED, asked, midnight
from monitoring.summary import held_by_month, kept_by_month

HERE = Path(__file__).parent
BY_MONTH_AND_AREA = PROMISED + (HERE / "promises.sql").read_text(encoding="utf-8")
SESSIONS = (HERE / "sessions.sql").read_text(encoding="utf-8")
MONTHS = 12


class Kept(NamedTuple):
    in_time: int = 0
    late: int = 0
    not_kept: int = 0
    excused: int = 0


@dataclass(frozen=True)
class Promises:
    """Promises that fell due, by month and by area: every month, and every area that has one."""

    months: dict[str, Kept]
    areas: dict[str, Kept]
    total: Kept


def months_until(day: date) -> list[date]:
    """First days of the last twelve months before the one of ``day``, and of that one."""
    first = day.replace(day=1)
    found = [first]
    for _ in range(MONTHS):
        found.insert(0, (found[0] - timedelta(days=1)).replace(day=1))
    return found


def promises_by_month(
    *, at: datetime, area: int | None = None, provider: int | None = None, hers: bool = True
) -> Promises:
    """``hers``: those to partners too."""
    months = months_until(localtime(at).date())
    whole = hers and not (area or provider)
    known = kept_by_month(at=at) if whole else None
    if known is not None:
        by_month, by_area = _summed(known, {f"{each:%Y-%m}" for each in months})
    else:
        days = {"start": midnight(months[0]), "end": at + timedelta(days=1), "moment": at}
        rows, _ = asked(BY_MONTH_AND_AREA, days | {"area": area, "provider": provider, "hers": hers})
        by_month = {month: Kept(*counts) for month, _, *counts in rows if month}
        by_area = {place: Kept(*counts) for month, place, *counts in rows if place and not month}
    return Promises(
        {label(each): by_month.get(f"{each:%Y-%m}", Kept()) for each in months},
        by_area,
        Kept(*map(sum, zip(*by_month.values(), strict=True))) if by_month else Kept(),
    )


def _summed(rows: list[dict[str, Any]], months: set[str]) -> tuple[dict[str, Kept], dict[str, Kept]]:
    """By month and by area, from sums by both."""
    by_month: dict[str, Kept] = {}
    by_area: dict[str, Kept] = {}
    for row in rows:
        if row["month"] in months:
            counts = Kept(*(row[name] for name in Kept._fields))
            by_month[row["month"]] = _plus(by_month.get(row["month"], Kept()), counts)
            if row["area"]:
                by_area[row["area"]] = _plus(by_area.get(row["area"], Kept()), counts)
    return by_month, by_area


def _plus(one: Kept, other: Kept) -> Kept:
    return Kept(*map(sum, zip(one, other, strict=True)))


def sessions_a_week(
    *, at: datetime, area: int | None = None, provider: int | None = None
) -> dict[str, float]:
    """Sessions held in each of the last twelve whole months, for a week of it."""
    months = months_until(localtime(at).date())
    last = months[-1] - timedelta(days=1)
    found = None if area or provider else held_by_month(at=at)
    if found is None:
        rows, _ = asked(SESSIONS, {"first": months[0], "last": last, "area": area, "provider": provider})
        found = dict(rows)
    return {
        label(first): round(found.get(f"{first:%Y-%m}", 0) * 7 / (following - first).days, 1)
        for first, following in pairwise(months)
    }


def label(month: date) -> str:
    return f"{month:%b %Y}"
