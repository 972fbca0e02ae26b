"""What changed between two measures of the same person. Beside the figures; never his answers and hers together."""

from typing import NamedTuple

from outcomes.scoring import BEHAVIOURS

from .facts import Facts
from .rule import USUAL

# Nothing is said of fewer pairs than this: it is the base under which no percentage leaves the service either
FEWEST = USUAL.smallest_base
ANSWERS = ("safety", "everyday_life", "health_wellbeing")
ITS_WORDS = ("improved", "no_change", "deteriorated")
HIS_BEHAVIOURS = ", ".join(f"'{item}'" for item in BEHAVIOURS if item.startswith("M"))

# His means are added up in millionths: whole numbers, whatever they are added in
MILLION = 1_000_000

# As she said, between her first measure and a later one; older records say it directly
HERS = " union all ".join(
    f"select '{answer}' as answer, "
    + ", ".join(f"count(*) filter (where {answer} = '{word}')::int as {word}" for word in ITS_WORDS)
    + " from partner"
    for answer in ANSWERS
)
CALLED_OUT = """
select count(*)::int as pairs, coalesce(sum(b.callouts), 0)::bigint as before, coalesce(sum(e.callouts), 0)::bigint as after
from partner p
join iss_hermeasure b on b.file_id = p.id and b.stage = 'initial' and b.callouts is not null
join iss_hermeasure e on e.file_id = p.id and e.stage = 'end' and e.callouts is not null
"""
# Over the behaviours that he answered both times, so that an item skipped once moves nothing
HIS = f"""
select count(*)::int as pairs, coalesce(sum(round(before * {MILLION})), 0)::bigint as before,
    coalesce(sum(round(after * {MILLION})), 0)::bigint as after
from (
    select avg(case when jsonb_typeof(b.answers -> item) = 'number' then (b.answers ->> item)::numeric end) as before,
        avg(case when jsonb_typeof(e.answers -> item) = 'number' then (e.answers ->> item)::numeric end) as after
    from referral r
    join referrals_hismeasure b on b.referral_id = r.id and b.stage = 'initial' and b.asked_date is not null
    join referrals_hismeasure e on e.referral_id = r.id and e.stage = 'end' and e.asked_date is not null
    cross join unnest(array[{HIS_BEHAVIOURS}]) item
    where jsonb_typeof(b.answers -> item) = 'number' and jsonb_typeof(e.answers -> item) = 'number'
    group by r.id
) paired
"""
QUERIES = (HERS, CALLED_OUT, HIS)


class Pairs(NamedTuple):
    """The mean of those who were measured twice; None and None of fewer than it takes."""

    pairs: int
    before: float | None
    after: float | None


class Change(NamedTuple):
    """``hers``: {answer: (improved, no change, deteriorated)}, or None of fewer pairs than it takes."""

    hers: dict[str, tuple[int, ...] | None]
    called_out: Pairs
    his: Pairs


def change(facts: Facts) -> Change:
    facts.gather(QUERIES)
    counted = {answer: tuple(counts) for answer, *counts in facts.rows(HERS)}
    hers = {answer: counted.get(answer, (0,) * len(ITS_WORDS)) for answer in ANSWERS}
    return Change(
        {answer: counts if sum(counts) >= FEWEST else None for answer, counts in hers.items()},
        _pairs(facts.row(CALLED_OUT)),
        _pairs(facts.row(HIS), of=MILLION),
    )


def _pairs(row: dict, of: int = 1) -> Pairs:
    """``of``: how many of what is added up make one."""
    pairs = row["pairs"]
    if pairs < FEWEST:
        return Pairs(pairs, None, None)
    return Pairs(pairs, row["before"] / (of * pairs), row["after"] / (of * pairs))
