"""What the referrers of the live cases told beside the abuse: plans, orders, agencies, and when he could come."""

from datetime import timedelta

from referrals.availability import Part, slot

ETHNICITIES = (
    "White: English, Welsh, Scottish, Northern Irish or British",
    "White: any other White background",
    "Asian: Pakistani",
    "Asian: Indian",
    "Black: Caribbean",
    "Mixed: White and Black Caribbean",
    "Prefer not to say",
    "Not asked",
)
RELIGIONS = ("No religion", "Christian", "Muslim", "Sikh", "Prefer not to say", "Not asked")


def himself(number):
    """What is asked of him for equality monitoring, and what he needs."""
    condition = ("no", "no", "yes", "not_asked", "prefer_not")[number % 5]
    return {
        "ethnicity": ETHNICITIES[number % len(ETHNICITIES)],
        "religion": RELIGIONS[number % len(RELIGIONS)],
        "long_condition": condition,
        "condition_limits": "a_little" if condition == "yes" else "",
        "additional_needs": ["literacy"] if number % 6 == 2 else [],
    }


def plan(number, *, by, at):
    """Who holds the children's plan, and the next meeting about them."""
    meeting = ("core_group", "conference", "review", "")[number % 4]
    return {
        "plan_authority": by.organisation.name,
        "plan_social_worker": by.name,
        "plan_social_worker_contact": by.email,
        "next_meeting": meeting,
        "next_meeting_date": (at + timedelta(days=12 + number)).date() if meeting else None,
        "has_orders": "yes" if orders(number, at=at) else ("no", "unknown")[number % 2],
        "has_agencies": "yes" if agencies(number) else "no",
    }


def orders(number, *, at):
    if number % 4 != 1:
        return []
    conditions = "Not to come within 100 metres of the children's school."
    until = (at + timedelta(days=180)).date()
    return [{"kind": "non_molestation", "until_date": until, "conditions": conditions}]


def agencies(number):
    if number % 3 == 0:
        return [{"name": "Probation", "what_for": "Community order", "contact": "0121 496 0111"}]
    if number % 3 == 1:
        return [{"name": "His general practitioner", "what_for": "Alcohol", "contact": ""}]
    return []


def availability(number, *, areas):
    """Evenings for every second man, daytime for the others; every third can travel to the first of ``areas``."""
    part = Part.EVENING if number % 2 else Part.DAYTIME
    return {
        "slots": [slot(weekday, part) for weekday in range(5) if weekday != number % 5],
        "areas": areas[:1] if number % 3 == 0 else [],
    }
