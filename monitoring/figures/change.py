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

# As she said, between her first measure and a later one; older records say it directly
HERS = " union all ".join(
    f"select '{answer}' as answer, "
    + ", ".join(f"count(*) filter (where {answer} = '{word}')::int as {word}" for word in ITS_WORDS)
    + " from partner"
    for answer in ANSWERS
)
CALLED_OUT = """
select count(*)::int as pairs, avg(b.callouts)::float as before, avg(e.callouts)::float as after
from partner p
join iss_hermeasure b on b.file_id = p.id and b.stage = 'initial' and b.callouts is not null
join iss_hermeasure e on e.file_id = p.id and e.stage = 'end' and e.callouts is not null
"""
# Over the behaviours that he answered both times, so that an item skipped once moves nothing
HIS = f"""
select count(*)::int as pairs, avg(before)::float as before, avg(after)::float as after
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
    hers = {answer: tuple(counts) for answer, *counts in facts.rows(HERS)}
    return Change(
        {answer: counts if sum(counts) >= FEWEST else None for answer, counts in hers.items()},
        _pairs(facts.row(CALLED_OUT)),
        _pairs(facts.row(HIS)),
    )


def _pairs(row: dict) -> Pairs:
    enough = row["pairs"] >= FEWEST
    return Pairs(row["pairs"], row["before"] if enough else None, row["after"] if enough else None)
