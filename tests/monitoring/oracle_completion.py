"""How far men came, and the rates, counted a second time."""

from decimal import Decimal

from .oracle_arithmetic import pct


def foi(people):
    bands = dict.fromkeys(
        ["base", "all", "one_session", "under_quarter", "quarter_to_half", "half_to_three_quarters"]
        + ["three_quarters_to_all", "still_attending", "dropped_out", "closed_otherwise"],
        0,
    )
    for person in people:
        if person.credited < 1:
            continue
        bands["base"] += 1
        share = Decimal(person.credited) / person.required
        if share >= 1 or person.finished:
            bands["all"] += 1
            continue
        if person.credited == 1:
            bands["one_session"] += 1
        elif share < Decimal("0.25"):
            bands["under_quarter"] += 1
        elif share < Decimal("0.5"):
            bands["quarter_to_half"] += 1
        elif share < Decimal("0.75"):
            bands["half_to_three_quarters"] += 1
        else:
            bands["three_quarters_to_all"] += 1
        if not person.closed:
            bands["still_attending"] += 1
        elif person.latest["close_reason"] in ("two_misses", "withdrew"):
            bands["dropped_out"] += 1
        else:
            bands["closed_otherwise"] += 1
    half = bands["half_to_three_quarters"] + bands["three_quarters_to_all"] + bands["all"]
    return bands | {"half_or_more": half, "half_or_more_pct": pct(half, bands["base"])}


def rates(referrals, people):
    suitable = [person for person in people if person.decision == "suitable"]
    started = [person for person in suitable if person.credited >= 1]
    completed = [person for person in people if person.finished]
    numbers = {
        "suitable_of_referrals": (len(suitable), len(referrals)),
        "suitable_of_individuals": (len(suitable), len(people)),
        "suitable_of_assessed": (len(suitable), sum(person.assessed for person in people)),
        "suitable_of_decided": (len(suitable), sum(person.decided is not None for person in people)),
        "completed_of_suitable": (sum(p in suitable for p in completed), len(suitable)),
        "completed_of_started": (sum(p in started for p in completed), len(started)),
        "completed_of_individuals": (len(completed), len(people)),
        "completed_of_referrals": (len(completed), len(referrals)),
        "no_session_of_suitable": (sum(p.group == "no_sessions" for p in suitable), len(suitable)),
    }
    return {name: {"numerator": n, "denominator": d, "pct": pct(n, d)} for name, (n, d) in numbers.items()}
