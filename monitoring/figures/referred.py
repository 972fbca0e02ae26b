"""Figures 20, 24 and 25: referrals over time, and what came of them by area and source."""

from collections.abc import Iterable
from typing import Any

from referrals.statuses import Source

from .facts import Facts, Figure

# The year begins in April: three months earlier it is the calendar's.
QUARTERS = """
select area, extract(year from shifted)::int, extract(quarter from shifted)::int, count(*)
from (select area, received_date - interval '3 months' as shifted from referral) dated
group by 1, 2, 3
"""

BY_AREA = """
select place, sum(referrals)::int, sum(any_session)::int, sum(completed)::int
from (
    select area as place, 1 as referrals, 0 as any_session, 0 as completed from referral
    union all select area, 0, 1, 0 from person where credited >= 1
    union all select completed_area, 0, 0, 1 from person where completed
) counted
group by place
"""

BY_SOURCE = """
select place, sum(referrals)::int, sum(any_session)::int, sum(completed)::int
from (
    select source as place, 1 as referrals, 0 as any_session, 0 as completed from referral
    union all select source, 0, 1, 0 from person where credited >= 1
    union all select completed_source, 0, 0, 1 from person where completed
) counted
group by place
"""

NAMES = ("referrals", "any_session", "completed")


def referrals_by_quarter(facts: Facts) -> Figure:
    """
    Referrals by area and quarter in which they were received. "Not recorded" are referrals without an area; one
    without a day is in the total of its row and in no quarter.
    """
    found = facts.rows(QUARTERS)
    quarters = _quarters((year, quarter) for _, year, quarter, _ in found if year)
    empty = dict.fromkeys(quarters.values(), 0) | {"total": 0}
    figure = {area: dict(empty) for area in (*facts.areas, "not_recorded", "total")}
    for area, year, quarter, count in found:
        for row in (figure[area or "not_recorded"], figure["total"]):
            row["total"] += count
            if year:
                row[quarters[year, quarter]] += count
    return figure


def _quarters(found: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Every quarter from the first found to the last, with its label."""
    numbers = [year * 4 + quarter - 1 for year, quarter in found]
    between = range(min(numbers), max(numbers) + 1) if numbers else ()
    keys = [(number // 4, number % 4 + 1) for number in between]
    return {(year, quarter): f"{year}/{(year + 1) % 100:02} Q{quarter}" for year, quarter in keys}


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
    return {place: dict(zip(NAMES, counts, strict=True)) for place, counts in shown.items()}
