"""How far men came, and the rates: every rate with both its numbers."""

from .counted import Cases, columns, men
from .facts import Facts, Figure, percentage

# share = credited / required, compared without dividing
ALL = "(completed or credited >= required)"
PART = f"credited >= 1 and not {ALL}"
SEVERAL = f"credited > 1 and not {ALL}"
HALF = "credited * 2 >= required"
DROPPED_OUT = "close_reason in ('two_misses', 'withdrew')"

HOW_FAR = {
    "base": men("credited >= 1"),
    "all": men(f"credited >= 1 and {ALL}"),
    "one_session": men(f"{PART} and credited = 1"),
    "under_quarter": men(f"{SEVERAL} and credited * 4 < required"),
    "quarter_to_half": men(f"{SEVERAL} and credited * 4 >= required and not {HALF}"),
    "half_to_three_quarters": men(f"{SEVERAL} and {HALF} and credited * 4 < required * 3"),
    "three_quarters_to_all": men(f"{SEVERAL} and credited * 4 >= required * 3"),
    "still_attending": men(f"{PART} and not closed"),
    "dropped_out": men(f"{PART} and closed and {DROPPED_OUT}"),
    "closed_otherwise": men(f"{PART} and closed and not {DROPPED_OUT}"),
    "half_or_more": men(f"credited >= 1 and ({ALL} or credited > 1 and {HALF})"),
}

BANDS = f"select {columns(HOW_FAR)} from person"

BY_PLACE = {
    "started": HOW_FAR["base"],
    "half_or_more": HOW_FAR["half_or_more"],
    "completed": men("completed"),
}
HALF_BY_AREA = f"select area as place, {columns(BY_PLACE)} from person group by area"

SUITABLE = "decision = 'suitable'"
MEN = {
    "individuals": men(),
    "assessed": men("assessed"),
    "decided": men("decision <> ''", "decided_id"),
    "suitable": men(SUITABLE, "decided_id"),
    "completed": men("completed", "finished_id"),
    "suitable_completed": men(f"{SUITABLE} and completed", "finished_id"),
    "suitable_started": men(f"{SUITABLE} and credited >= 1"),
    "suitable_started_completed": men(f"{SUITABLE} and credited >= 1 and completed", "finished_id"),
    "suitable_without_session": men(f"{SUITABLE} and credited = 0 and not completed", "decided_id"),
}
REFERRALS = Cases("referral")
NUMBERS = f"select {REFERRALS.count} as referrals, {columns(MEN)} from person"

RATES = {
    "suitable_of_referrals": ("suitable", "referrals"),
    "suitable_of_individuals": ("suitable", "individuals"),
    "suitable_of_assessed": ("suitable", "assessed"),
    "suitable_of_decided": ("suitable", "decided"),
    "completed_of_suitable": ("suitable_completed", "suitable"),
    "completed_of_started": ("suitable_started_completed", "suitable_started"),
    "completed_of_individuals": ("completed", "individuals"),
    "completed_of_referrals": ("completed", "referrals"),
    "no_session_of_suitable": ("suitable_without_session", "suitable"),
}


def how_far(facts: Facts) -> Figure:
    """
    Of men who started (one session credited or more): the share of the sessions required on their latest referral,
    30 where not recorded. All: the whole share, or completed. Then exactly one session; then bands, lower bound
    included. Half or more: the two upper bands and all. Of those who have not all, by the latest referral: still
    attending (not closed), dropped out (closed after two misses, or withdrew), closed otherwise.
    """
    bands = facts.row(BANDS)
    return bands | {"half_or_more_pct": percentage(bands["half_or_more"], bands["base"])}


def half_by_area(facts: Facts) -> Figure:
    """
    By the area of their latest referral: men who started (one session credited or more); of them those with half or
    more of the sessions required, as above; and men who completed. What has no area is in the total only.
    """
    found = {place: counts for place, *counts in facts.rows(HALF_BY_AREA)}
    none = [0] * len(BY_PLACE)
    total = [sum(column) for column in zip(none, *found.values(), strict=True)]
    shown = {area: found.get(area, none) for area in facts.areas} | {"total": total}
    return {place: _with_share(dict(zip(BY_PLACE, counts, strict=True))) for place, counts in shown.items()}


def _with_share(counts: dict[str, int]) -> Figure:
    return counts | {"pct": percentage(counts["half_or_more"], counts["started"])}


def rates(facts: Facts) -> Figure:
    """
    Suitable are men whose decision is suitable, assessed are men who attended an assessment, completed are men with
    a completed referral. Completed of suitable, completed of started and no session of suitable are counted among
    suitable men only. A man found suitable whose assessment was not recorded still counts above the line in
    suitable of assessed.
    """
    found = facts.row(NUMBERS)
    return {
        name: {
            "numerator": found[part],
            "denominator": found[whole],
            "pct": percentage(found[part], found[whole]),
        }
        for name, (part, whole) in RATES.items()
    }


def behind_how_far(name: str) -> Cases | None:
    return HOW_FAR.get(name)


def behind_half(area: str, name: str) -> Cases | None:
    cases = BY_PLACE.get(name)
    return cases if cases is None or area == "total" else cases.of("area", area)


def behind_rates(name: str, number: str) -> Cases | None:
    if name not in RATES or number not in ("numerator", "denominator"):
        return None
    wanted = RATES[name][number == "denominator"]
    return REFERRALS if wanted == "referrals" else MEN[wanted]
