"""Figures 18 and 19: decisions, and why men were found unsuitable."""

from referrals.statuses import UnsuitableReason

from .counted import Cases, columns, men
from .facts import Facts, Figure, percentage

DECIDED = {name: men(f"decision = '{name}'", "decided_id") for name in ("suitable", "unsuitable")}
UNSUITABLE = DECIDED["unsuitable"]

DECISIONS = (
    f"select decision_area, {columns(DECIDED)} from person where decision <> '' group by decision_area"
)
REASONS = (
    f"select unsuitable_reason, count(*) from person where {UNSUITABLE.where} group by unsuitable_reason"
)


def decisions_by_area(facts: Facts) -> Figure:
    """
    Men found suitable and unsuitable, by the area of the referral that carries the decision: his latest with one.
    Percentages are of all men with a decision. A decision without an area counts in the total only.
    """
    found = {area: (suitable, unsuitable) for area, suitable, unsuitable in facts.rows(DECISIONS)}
    total = tuple(map(sum, zip(*found.values(), strict=True))) or (0, 0)
    rows = {area: found.get(area, (0, 0)) for area in facts.areas} | {"total": total}
    return {
        area: {
            "suitable": suitable,
            "unsuitable": unsuitable,
            "suitable_pct": percentage(suitable, sum(total)),
            "unsuitable_pct": percentage(unsuitable, sum(total)),
        }
        for area, (suitable, unsuitable) in rows.items()
    }


def unsuitable_reasons(facts: Facts) -> Figure:
    """
    Why men were found unsuitable: percentages of unsuitable men with a recorded reason. "Unknown" is a recorded
    reason of older records; "not recorded" is none at all.
    """
    found = dict(facts.rows(REASONS))
    missing = found.pop("", 0)
    total = sum(found.values())
    counts = {reason: found.get(reason, 0) for reason in UnsuitableReason.values} | {"total": total}
    rows = {reason: {"count": count, "pct": percentage(count, total)} for reason, count in counts.items()}
    return rows | {"not_recorded": missing}


def behind_decisions(area: str, decision: str) -> Cases | None:
    cases = DECIDED.get(decision)
    return cases and (cases if area == "total" else cases.of("decision_area", area))


def behind_reasons(reason: str, number: str = "count") -> Cases | None:
    if reason == "total":
        return men(f"{UNSUITABLE.where} and unsuitable_reason <> ''", "decided_id")
    return UNSUITABLE.of("unsuitable_reason", "" if reason == "not_recorded" else reason)
