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


def behind_rates(name: str, number: str) -> Cases | None:
    if name not in RATES or number not in ("numerator", "denominator"):
        return None
    wanted = RATES[name][number == "denominator"]
    return REFERRALS if wanted == "referrals" else MEN[wanted]
