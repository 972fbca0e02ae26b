"""The sums as they are at this moment: the totals, with whatever has changed since counted anew on the way.

Nothing is ever out of date: a bucket that an act has touched is taken out of the total and counted as it is now.
"""

import json
from datetime import datetime

from accounts.database import database
from monitoring.figures.facts import Facts
from monitoring.figures.gaps import TRAINING
from monitoring.figures.outputs import OUTPUTS, TRAINED
from monitoring.figures.period import Period
from monitoring.models.summary import Family

from .families import (
    DEFINITION,
    HELD,
    HELD_BY_MONTH,
    KEPT,
    NAMES,
    OF_FACTS,
    SUMS,
    Columns,
    Sums,
    counted,
    moved,
)

# More than this in one family, such as while a cohort is loaded, and counting everything is as quick
MOST_STALE = 300
TOTALS = """
    with due as (
        select family, bucket from monitoring_summarystale where family = any(%(families)s)
        union
        select family, bucket from monitoring_summarypart where next_at <= %(at)s and family = any(%(families)s)
    )
    select t.family, t.definition, t.sums::text, t.columns::text,
        array(select bucket from due where due.family = t.family),
        (
            select coalesce(json_agg(p.sums), '[]')::text
            from monitoring_summarypart p
            join due on due.family = p.family and due.bucket = p.bucket
            where p.family = t.family
        )
    from monitoring_summarytotal t
    where t.family = any(%(families)s) and t.folded_at <= %(at)s
"""
Found = dict[str, tuple[Sums, Columns]]


def facts_of(period: Period) -> Facts:
    """The facts of a period as known now; of everything, since the beginning, most is known already."""
    facts = Facts(period)
    whole = not (period.first or period.last or period.only) and period.as_at
    found = totals((*OF_FACTS, Family.SESSIONS), at=period.as_at) if whole else None
    if found:
        facts.gather((TRAINING, TRAINED))
        for family in (Family.PARTNERS, Family.MEN):
            for each in SUMS[family]:
                facts.answer(each.query, rows_of(found, family, each))
        facts.answer(OUTPUTS, [_outputs(found, facts)])
    return facts


def held_by_month(*, at: datetime) -> dict[str, int] | None:
    """Sessions held by month, such as 2026-11; None where they have to be counted."""
    found = totals([Family.SESSIONS], at=at)
    each = next(each for each in SUMS[Family.SESSIONS] if each.query == HELD_BY_MONTH)
    return found and {row["month"]: row["sessions"] for row in rows_of(found, Family.SESSIONS, each)}


def kept_by_month(*, at: datetime) -> list[dict] | None:
    """Promises that fell due by month and area; None where they have to be counted."""
    found = totals([Family.DAYS], at=at)
    return found and rows_of(
        found, Family.DAYS, next(each for each in SUMS[Family.DAYS] if each.query == KEPT)
    )


def totals(families, *, at: datetime) -> Found | None:
    """The sums of each family as they are at ``at``; None where one is not summed, has changed too much, or was summed
    at a later moment: what runs out in between is not known any more.
    """
    with database().cursor() as cursor:
        cursor.execute(TOTALS, {"families": [str(family) for family in families], "at": at})
        rows = cursor.fetchall()
    if len(rows) < len(list(families)):
        return None
    if any(definition != DEFINITION or len(due) > MOST_STALE for _, definition, _, _, due, _ in rows):
        return None
    return {
        family: _as_now(family, json.loads(sums), json.loads(columns), due, json.loads(before), at=at)
        for family, _, sums, columns, due, before in rows
    }


def _as_now(family, sums, columns, due, before, *, at):
    if due:
        for part in before:
            moved(sums, part, -1)
        now, named = counted(family, due, at=at)
        moved(sums, now, 1)
        columns |= named
    return sums, columns


def rows_of(found: Found, family: str, each) -> list[dict]:
    """The rows that the query would find."""
    sums, columns = found[family]
    name = NAMES[each.query, family]
    rows, named = sums.get(name, {}), columns.get(name, [])
    if not each.keys and not rows:
        return [dict.fromkeys(named, 0)]
    return [dict(zip(named, [*json.loads(key), *numbers], strict=True)) for key, numbers in rows.items()]


def _outputs(found, facts):
    """Figure 13 is of men, partners, sessions and trainings together."""
    of = {each.query: each for each in SUMS[Family.MEN]}[OUTPUTS]
    hers = {each.query: each for each in SUMS[Family.PARTNERS]}[OUTPUTS]
    held = {each.query: each for each in SUMS[Family.SESSIONS]}[HELD]
    [row], [partners], [sessions] = (
        rows_of(found, family, each)
        for family, each in ((Family.MEN, of), (Family.PARTNERS, hers), (Family.SESSIONS, held))
    )
    hers_alone = {name: partners[name] for name in ("partners_referred", "partners_supported")}
    return row | hers_alone | sessions | facts.row(TRAINED)
