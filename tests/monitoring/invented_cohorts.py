"""Random cohorts with the shapes of real ones: many areas with few men, sparse answers."""

import random
from datetime import date, timedelta

from . import oracle

START = date(2017, 4, 1)


def random_cohort(dice: random.Random, *, men: int, days: int = 1095):
    """{file: rows}: ``men`` men, a few referred twice, over ``days`` days."""
    referrals, sessions = [], []
    weights = [dice.choice((1, 1, 3, 10)) for _ in oracle.AREAS]
    for number in range(men):
        for again in range(1 + (dice.random() < 0.1)):
            row = _referral(dice, f"R{number}.{again}", f"P{number}", weights, days)
            referrals.append(row)
            if row["decision"] == "suitable" and dice.random() < 0.6:
                sessions += [
                    {
                        "my_time_ref": row["my_time_ref"],
                        "session_ref": f"S{n}",
                        "held_on": "",
                        "outcome": "attended",
                    }
                    for n in range(dice.randrange(1, 31))
                ]
    partners = [_partner(dice, number, days) for number in range(men // 2)]
    return {"referrals": referrals, "sessions": sessions, "partners": partners, "training": []}


def _referral(dice, ref, person, weights, days):
    decision = dice.choices(("", "suitable", "unsuitable"), (4, 3, 3))[0]
    unsuitable = decision == "unsuitable" and dice.random() < 0.9
    received = START + timedelta(days=dice.randrange(days))
    offered = str(received + timedelta(days=dice.randrange(60))) if decision or dice.random() < 0.4 else ""
    return {
        "my_time_ref": ref,
        "person_ref": person,
        "area": dice.choices(oracle.AREAS, weights)[0] if dice.random() < 0.97 else "",
        "source": dice.choices(("cp", "cin", "early_help", "self", ""), (50, 30, 10, 3, 2))[0],
        "received_on": str(received) if dice.random() < 0.98 else "",
        "assessment_offered_on": offered,
        "assessment_attended_on": offered if decision else "",
        "decision": decision,
        "unsuitable_reason": dice.choice(oracle.REASONS) if unsuitable else "",
        "first_session_offered_on": offered if decision == "suitable" and dice.random() < 0.8 else "",
        "completed_on": str(received + timedelta(days=300))
        if decision == "suitable" and dice.random() < 0.1
        else "",
        "closed_on": str(received + timedelta(days=99)) if dice.random() < 0.6 else "",
        "close_reason": dice.choice(("two_misses", "withdrew", "other")) if dice.random() < 0.6 else "",
        "age_at_referral": str(dice.randrange(18, 60)) if dice.random() < 0.9 else "",
        "children_count": str(dice.randrange(6)) if dice.random() < 0.8 else "",
    }


def _partner(dice, number, days):
    change = ("", "deteriorated", "no_change", "improved")
    return {
        "iss_ref": f"I{number}",
        "provider": "Coventry Haven",
        "referred_on": str(START + timedelta(days=dice.randrange(days))),
        "support": ";".join(kind for kind in oracle.KINDS if dice.random() < 0.1),
        "satisfaction": dice.choice(("", "", "1", "3", "5")),
        **{name: dice.choice(change) for name in ("health_wellbeing", "everyday_life", "safety")},
    }
