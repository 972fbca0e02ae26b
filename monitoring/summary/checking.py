"""Whether the sums are what counting everything finds. Costs as much as there is: at night, and by command."""

from datetime import datetime

from monitoring.figures.facts import Facts
from monitoring.figures.outputs import OUTPUTS
from monitoring.figures.period import Period
from monitoring.figures.planning import joining_by_hash
from monitoring.models.summary import Family, SummaryPart, SummaryStale

from .families import OF_FACTS, SUMS, counted, moved
from .reading import facts_of, totals


def differences(*, at: datetime) -> int:
    """How many rows of the sums are not what counting finds. 0 where nothing is summed."""
    if totals(Family, at=at) is None:
        return 0
    return _of_facts(at) + sum(_of_buckets(family, at) for family in Family if family not in OF_FACTS)


def _of_facts(at):
    summed, facts = facts_of(Period(as_at=at)), Facts(Period(as_at=at))
    queries = [
        OUTPUTS,
        *(each.query for family in OF_FACTS for each in SUMS[family] if each.query != OUTPUTS),
    ]
    with joining_by_hash():
        facts.gather(queries)
    return sum(len(_rows(summed, query) ^ _rows(facts, query)) for query in queries)


def _rows(facts, query):
    """Without rows of nothing: they are not kept."""
    rows = {tuple(row) for row in facts.rows(query)}
    return {row for row in rows if any(isinstance(number, int) and number for number in row)}


def _of_buckets(family, at):
    """Everything at once, against the sums of each bucket together."""
    summed = SummaryPart.objects.filter(family=family).values_list("bucket", flat=True)
    waiting = SummaryStale.objects.filter(family=family).values_list("bucket", flat=True)
    buckets = sorted({*summed, *waiting})
    kept: dict = {}
    moved(kept, counted(family, buckets, at=at)[0], 1)
    found = totals([family], at=at)
    sums = found[family][0] if found else {}
    names = {*kept, *sums}
    return sum(_unlike(kept.get(name, {}), sums.get(name, {})) for name in names)


def _unlike(some, others):
    return sum(some.get(key) != others.get(key) for key in {*some, *others})
