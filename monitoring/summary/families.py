"""What is summed in each family. Every number is a sum over buckets: nobody is in two buckets of a family."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from accounts.acting import for_the_service
from accounts.database import database
from monitoring.figures.change import CALLED_OUT, HERS, HIS
from monitoring.figures.completion import BANDS, HALF_BY_AREA, NUMBERS
from monitoring.figures.decisions import DECISIONS, REASONS
from monitoring.figures.facts import FACTS
from monitoring.figures.gaps import OF_PARTNERS, OF_REFERRALS, SESSIONS
from monitoring.figures.groups import SUMS as MEASURED
from monitoring.figures.outputs import OUTPUTS
from monitoring.figures.partners import BENEFITS, KINDS, REFERRED
from monitoring.figures.period import LONDON, Period
from monitoring.figures.referred import BY_AREA, BY_SOURCE, QUARTERS
from monitoring.figures.spread import DAYS
from monitoring.models.summary import Family

HERE = Path(__file__).parent
# Keys that lie in one bucket: 2 to the power of this. The triggers divide in the same way (migration 0010)
SHIFT = 6
ONE, EACH = 0, 1


@dataclass(frozen=True)
class Sum:
    """A query whose rows begin with ``keys`` columns that say what is summed; the rest are numbers."""

    query: str
    keys: int = ONE


OF_FACTS = {
    Family.MEN: (
        *(Sum(OUTPUTS), Sum(BANDS), Sum(NUMBERS), Sum(HIS)),
        *(
            Sum(OF_REFERRALS),
            Sum(SESSIONS),
            Sum(DECISIONS, EACH),
            Sum(REASONS, EACH),
        ),
        *(Sum(MEASURED, EACH), Sum(BY_AREA, EACH), Sum(BY_SOURCE, EACH)),
        *(Sum(QUARTERS, 3), Sum(DAYS, 3), Sum(HALF_BY_AREA, EACH)),
    ),
    Family.PARTNERS: (
        *(
            Sum(OUTPUTS),
            Sum(REFERRED),
            Sum(BENEFITS, EACH),
            Sum(KINDS, EACH),
        ),
        *(Sum(OF_PARTNERS), Sum(HERS, EACH), Sum(CALLED_OUT)),
    ),
}
HELD = (HERE / "held.sql").read_text(encoding="utf-8")
HELD_BY_MONTH = (HERE / "held_by_month.sql").read_text(encoding="utf-8")
KEPT = (HERE / "kept.sql").read_text(encoding="utf-8")
OF_THEIR_OWN = {Family.SESSIONS: (Sum(HELD), Sum(HELD_BY_MONTH, EACH)), Family.DAYS: (Sum(KEPT, 2),)}
SUMS = OF_FACTS | OF_THEIR_OWN
NEXT = {family: (HERE / f"next_of_{family}.sql").read_text(encoding="utf-8") for family in Family}
# By a short name in what is stored
NAMES = {
    (each.query, family): f"{family}-{number}"
    for family in Family
    for number, each in enumerate(SUMS[family])
}
DEFINITION = sha256(
    json.dumps([FACTS, NEXT, [[q.query for q in SUMS[f]] for f in Family], SHIFT]).encode()
).hexdigest()

Rows = dict[str, list[Any]]
Sums = dict[str, Rows]
Columns = dict[str, list[str]]


@for_the_service("sums of everybody's rows; no row comes out")
def counted(family: str, buckets: Iterable[int], *, at: datetime) -> tuple[Sums, Columns]:
    """The sums of some buckets as they are now, and what their columns are called."""
    start = FACTS if family in OF_FACTS else ""
    parts = (f"(select coalesce(json_agg(q), '[]')::text from ({each.query}) q)" for each in SUMS[family])
    with database().cursor() as cursor:
        cursor.execute(f"{start} select {', '.join(parts)}", values_at(at, family, buckets))
        answers = [json.loads(answer) for answer in cursor.fetchone()]
    sums: Sums = {}
    columns: Columns = {}
    for each, rows in zip(SUMS[family], answers, strict=True):
        name = NAMES[each.query, family]
        sums[name] = {
            json.dumps(list(row.values())[: each.keys]): list(row.values())[each.keys :] for row in rows
        }
        if rows:
            columns[name] = list(rows[0])
    return sums, columns


@for_the_service("a moment; no row comes out")
def next_change(family: str, buckets: Iterable[int], *, at: datetime) -> datetime | None:
    """The moment at which something in the buckets that is dated later comes to count."""
    with database().cursor() as cursor:
        cursor.execute(NEXT[Family(family)], values_at(at, family, buckets))
        return cursor.fetchone()[0]


def values_at(at, family, buckets):
    """What the queries ask for: the rows of some buckets of one family, by key, and nothing of the others."""
    buckets = list(buckets)
    none: dict[str, Any] = {each.value: [] for each in (Family.MEN, Family.PARTNERS)}
    found = Period(as_at=at).parameters() | none | {"buckets": buckets}
    # By what is stored in the row: under row security no index is used for what is worked out of it (decision 0039)
    if family == Family.DAYS:
        opens, closes = ([_midnight(bucket + more) for bucket in buckets] for more in (0, 1))
        return found | {"opens": opens, "closes": closes}
    keys = [key for bucket in buckets for key in range(bucket << SHIFT, (bucket + 1) << SHIFT)]
    return found | {"keys": keys} | ({family: keys} if family in none else {})


def _midnight(day):
    """The moment at which a day begins here, counted from 1970."""
    return datetime.combine(date(1970, 1, 1) + timedelta(days=day), time.min, LONDON)


def moved(total: Sums, part: Sums, sign: int) -> None:
    """Add the part to the total, or take it away. What comes to nothing leaves no trace."""
    for name, rows in part.items():
        into = total.setdefault(name, {})
        for key, numbers in rows.items():
            before = into.get(key) or [0] * len(numbers)
            after = [a + sign * (b or 0) for a, b in zip(before, numbers, strict=True)]
            if any(after):
                into[key] = after
            else:
                into.pop(key, None)
