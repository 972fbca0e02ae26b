"""Figures 20, 24 and 25: referrals over time, and what came of them by area and source."""

from collections.abc import Iterable
from typing import Any

from referrals.statuses import Source

from .counted import Cases, men
from .facts import Facts, Figure
from .quarter import Quarter

# The year begins in April: three months earlier it is the calendar's.
YEAR = "extract(year from received_date - interval '3 months')::int"
NUMBER = "extract(quarter from received_date - interval '3 months')::int"
QUARTERS = f"select area, {YEAR} as year, {NUMBER} as number, count(*) from referral group by 1, 2, 3"

REFERRALS = Cases("referral")
# Each counts at a place of its own: the referral's, his latest, the one he completed
PROGRESS = {
    "referrals": (REFERRALS, ""),
    "any_session": (men("credited >= 1"), ""),
    "completed": (men("completed", "finished_id"), "completed_"),
}


def _progress_by(column: str) -> str:
    counts = " union all ".join(
        f"select {prefix}{column} as place, "
        + ", ".join(f"{int(other == name)} as {other}" for other in PROGRESS)
        + f" from {cases.table} where {cases.where}"
        for name, (cases, prefix) in PROGRESS.items()
    )
    sums = ", ".join(f"sum({name})::int as {name}" for name in PROGRESS)
    return f"select place, {sums} from ({counts}) counted group by place"


BY_AREA, BY_SOURCE = _progress_by("area"), _progress_by("source")


def referrals_by_quarter(facts: Facts) -> Figure:
    """
    Referrals by area and quarter in which they were received. "Not recorded" are referrals without an area; one
    without a day is in the total of its row and in no quarter.
    """
    found = facts.rows(QUARTERS)
    quarters = _between(Quarter(year, number) for _, year, number, _ in found if year)
    empty = {quarter.label: 0 for quarter in quarters} | {"total": 0}
    figure = {area: dict(empty) for area in (*facts.areas, "not_recorded", "total")}
    for area, year, number, count in found:
        for row in (figure[area or "not_recorded"], figure["total"]):
            row["total"] += count
            if year:
                row[Quarter(year, number).label] += count
    return figure


def _between(found: Iterable[Quarter]) -> list[Quarter]:
    """Every quarter from the first found to the last."""
    found = set(found)
    every = [min(found)] if found else []
    while every and every[-1] < max(found):
        every.append(every[-1].next)
    return every


def progress_by_area(facts: Facts) -> Figure:
    """
    By area: referrals (rows); men with any session credited, at their latest referral; men who completed, at the
    latest referral they completed. What has no area is in the total only.
    """
    return _progress(facts.rows(BY_AREA), facts.areas)


def progress_by_source(facts: Facts) -> Figure:
    """
    By source of referral: referrals (rows); men with any session credited, at their latest referral; men who
    completed, at the latest referral they completed. What has no source is in the total only.
    """
    return _progress(facts.rows(BY_SOURCE), Source.values)


def _progress(found: list[tuple[Any, ...]], places: Iterable[str]) -> Figure:
    rows = {place: counts for place, *counts in found}
    total = [sum(column) for column in zip(*rows.values(), strict=True)] or [0, 0, 0]
    shown = {place: rows.get(place, [0, 0, 0]) for place in places} | {"total": total}
    return {place: dict(zip(PROGRESS, counts, strict=True)) for place, counts in shown.items()}


def behind_quarters(area: str, quarter: str) -> Cases | None:
    cases = REFERRALS if area == "total" else REFERRALS.of("area", None if area == "not_recorded" else area)
    if quarter == "total":
        return cases
    asked = Quarter.labelled(quarter)
    return cases.of(YEAR, asked.year).of(NUMBER, asked.number) if asked else None


def behind_progress(column: str, place: str, name: str) -> Cases | None:
    if name not in PROGRESS:
        return None
    cases, prefix = PROGRESS[name]
    return cases if place == "total" else cases.of(prefix + column, place)
