"""Figure 13: what the service did."""

from .counted import Cases, men
from .facts import Facts, Figure

CASES = {
    "referrals": Cases("referral"),
    "individuals": men(),
    "assessed": men("assessed"),
    "accepted": men("decision = 'suitable'", "decided_id"),
    "completed": men("completed", "finished_id"),
    "partners_referred": Cases("partner"),
    "partners_supported": Cases("partner", "id in (select partner_id from support)"),
}

TRAINED_COLUMNS = """
    (select coalesce(sum(social_workers), 0)::int from training where kind = 'assessment_and_referral')
        as trained_assessment_and_referral,
    (select coalesce(sum(social_workers), 0)::int from training where kind = 'motivating') as trained_motivating
"""
TRAINED = f"select {TRAINED_COLUMNS}"
OUTPUTS = f"""
select
    {CASES["referrals"].count} as referrals,
    {CASES["individuals"].count} as individuals,
    {CASES["assessed"].count} as assessed,
    {CASES["accepted"].count} as accepted,
    (select count(distinct session_id) from register where happened and outcome not in ('', 'cancelled'))
        as sessions_held,
    (select coalesce(sum(credited), 0)::int from person) as attendances,
    {CASES["completed"].count} as completed,
    {CASES["partners_referred"].count} as partners_referred,
    {CASES["partners_supported"].count} as partners_supported,
    {TRAINED_COLUMNS}
"""


def outputs(facts: Facts) -> Figure:
    """
    Referrals are rows, individuals are men. Assessed: men who attended an assessment on any referral. Accepted: men
    whose decision is suitable. Sessions held: different sessions with an outcome for somebody, without those we
    cancelled. Attendances: credited sessions of all men together. Partners supported: had any kind of support.
    """
    return facts.row(OUTPUTS)


def behind(name: str) -> Cases | None:
    return CASES.get(name)
