"""How far men came, and the rates: every rate with both its numbers."""

from .facts import Facts, Figure, percentage

# share = credited / required, compared without dividing
BANDS = """
select
    count(*) as base,
    count(*) filter (where everything) as "all",
    count(*) filter (where not everything and credited = 1) as one_session,
    count(*) filter (where not everything and credited > 1 and credited * 4 < required) as under_quarter,
    count(*) filter (where not everything and credited > 1 and credited * 4 >= required and credited * 2 < required)
        as quarter_to_half,
    count(*) filter (where not everything and credited > 1 and credited * 2 >= required and credited * 4 < required * 3)
        as half_to_three_quarters,
    count(*) filter (where not everything and credited > 1 and credited * 4 >= required * 3) as three_quarters_to_all,
    count(*) filter (where not everything and not closed) as still_attending,
    count(*) filter (where not everything and closed and close_reason in ('two_misses', 'withdrew')) as dropped_out,
    count(*) filter (where not everything and closed and close_reason not in ('two_misses', 'withdrew'))
        as closed_otherwise
from (select *, completed or credited >= required as everything from person where credited >= 1) started
"""

MEN = """
select
    (select count(*) from referral) as referrals,
    count(*) as individuals,
    count(*) filter (where assessed) as assessed,
    count(*) filter (where decision <> '') as decided,
    count(*) filter (where decision = 'suitable') as suitable,
    count(*) filter (where completed) as completed,
    count(*) filter (where decision = 'suitable' and completed) as suitable_completed,
    count(*) filter (where decision = 'suitable' and credited >= 1) as suitable_started,
    count(*) filter (where decision = 'suitable' and credited >= 1 and completed) as suitable_started_completed,
    count(*) filter (where decision = 'suitable' and credited = 0 and not completed) as suitable_without_session
from person
"""

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
    half_or_more = bands["half_to_three_quarters"] + bands["three_quarters_to_all"] + bands["all"]
    return bands | {"half_or_more": half_or_more, "half_or_more_pct": percentage(half_or_more, bands["base"])}


def rates(facts: Facts) -> Figure:
    """
    Suitable are men whose decision is suitable, assessed are men who attended an assessment, completed are men with
    a completed referral. Completed of suitable, completed of started and no session of suitable are counted among
    suitable men only. A man found suitable whose assessment was not recorded still counts above the line in
    suitable of assessed.
    """
    men = facts.row(MEN)
    return {
        name: {
            "numerator": men[part],
            "denominator": men[whole],
            "pct": percentage(men[part], men[whole]),
        }
        for name, (part, whole) in RATES.items()
    }
