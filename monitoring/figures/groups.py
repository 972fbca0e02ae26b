"""Figures 21 to 23, 26 and 27: means over suitable men, by how far they came."""

from .facts import Facts, Figure, mean

# Completed comes first: a man who completed is in that group even where his sessions are not recorded.
MEASURES = """
select
    case when completed then 'completed' when credited >= 1 then 'some_sessions' else 'no_sessions' end as reached,
    count(days_to_offer), coalesce(sum(days_to_offer), 0)::int,
    count(days_to_assessment), coalesce(sum(days_to_assessment), 0)::int,
    count(days_to_first_session), coalesce(sum(days_to_first_session), 0)::int,
    count(age), coalesce(sum(age), 0)::int,
    count(children), coalesce(sum(children), 0)::int
from person
where decision = 'suitable'
group by reached
"""

GROUPS = ("no_sessions", "some_sessions", "completed")
OFFER, ASSESSMENT, FIRST_SESSION, AGE, CHILDREN = range(0, 10, 2)


def _by_group(facts: Facts, at: int) -> Figure:
    """n and mean of one measure for each group and for all suitable men."""
    found = {reached: values[at : at + 2] for reached, *values in facts.rows(MEASURES)}
    sums = {group: tuple(found.get(group, (0, 0))) for group in GROUPS}
    sums["total"] = tuple(map(sum, zip(*sums.values(), strict=True)))
    return {group: {"n": number, "mean": mean(total, number)} for group, (number, total) in sums.items()}


def days_to_offer(facts: Facts) -> Figure:
    """
    Days from the referral to the first assessment offered, on the referral that carries the decision: suitable men
    with both dates. Groups: completed; else some sessions credited; else none.
    """
    return _by_group(facts, OFFER)


def days_to_assessment(facts: Facts) -> Figure:
    """
    Days from the referral to the assessment attended, on the referral that carries the decision: suitable men with
    both dates. Groups: completed; else some sessions credited; else none.
    """
    return _by_group(facts, ASSESSMENT)


def days_to_first_session(facts: Facts) -> Figure:
    """
    Days from the referral to the first session offered, on the referral that carries the decision: suitable men
    with both dates. Groups: completed; else some sessions credited; else none.
    """
    return _by_group(facts, FIRST_SESSION)


def age(facts: Facts) -> Figure:
    """
    Age at the referral that carries the decision: suitable men of whom it is recorded. Groups: completed; else some
    sessions credited; else none.
    """
    return _by_group(facts, AGE)


def children(facts: Facts) -> Figure:
    """
    Number of children on the referral that carries the decision: suitable men of whom it is recorded. Groups:
    completed; else some sessions credited; else none.
    """
    return _by_group(facts, CHILDREN)
