"""Figures 21 to 23, 26 and 27: means over suitable men, by how far they came."""

from .counted import Cases, men
from .facts import Facts, Figure, mean

# Completed comes first: a man who completed is in that group even where his sessions are not recorded.
REACHED = (
    "case when completed then 'completed' when credited >= 1 then 'some_sessions' else 'no_sessions' end"
)
SUITABLE = "decision = 'suitable'"
MEASURES = {
    "fig21": "days_to_offer",
    "fig22": "days_to_assessment",
    "fig23": "days_to_first_session",
    "fig26": "age",
    "fig27": "children",
}
SUMS = f"""
select {REACHED} as reached,
    {", ".join(f"count({column}) as n_{column}, coalesce(sum({column}), 0)::int as {column}" for column in MEASURES.values())}
from person
where {SUITABLE}
group by reached
"""
GROUPS = ("no_sessions", "some_sessions", "completed")


def _by_group(facts: Facts, figure: str) -> Figure:
    """n and mean of one measure for each group and for all suitable men."""
    at = 2 * list(MEASURES).index(figure)
    found = {reached: values[at : at + 2] for reached, *values in facts.rows(SUMS)}
    sums = {group: tuple(found.get(group, (0, 0))) for group in GROUPS}
    sums["total"] = tuple(map(sum, zip(*sums.values(), strict=True)))
    return {group: {"n": number, "mean": mean(total, number)} for group, (number, total) in sums.items()}


def days_to_offer(facts: Facts) -> Figure:
    """
    Days from the referral to the first assessment offered, on the referral that carries the decision: suitable men
    with both dates. Groups: completed; else some sessions credited; else none.
    """
    return _by_group(facts, "fig21")


def days_to_assessment(facts: Facts) -> Figure:
    """
    Days from the referral to the assessment attended, on the referral that carries the decision: suitable men with
    both dates. Groups: completed; else some sessions credited; else none.
    """
    return _by_group(facts, "fig22")


def days_to_first_session(facts: Facts) -> Figure:
    """
    Days from the referral to the first session offered, on the referral that carries the decision: suitable men
    with both dates. Groups: completed; else some sessions credited; else none.
    """
    return _by_group(facts, "fig23")


def age(facts: Facts) -> Figure:
    """
    Age at the referral that carries the decision: suitable men of whom it is recorded. Groups: completed; else some
    sessions credited; else none.
    """
    return _by_group(facts, "fig26")


def children(facts: Facts) -> Figure:
    """
    Number of children on the referral that carries the decision: suitable men of whom it is recorded. Groups:
    completed; else some sessions credited; else none.
    """
    return _by_group(facts, "fig27")


def behind(figure: str, group: str, number: str) -> Cases | None:
    cases = men(f"{SUITABLE} and {MEASURES[figure]} is not null", "decided_id")
    if group == "total":
        return cases
    return cases.of(REACHED, group) if group in GROUPS else None
