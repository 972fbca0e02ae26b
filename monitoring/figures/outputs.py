"""Figure 13: what the service did."""

from .facts import Facts, Figure

OUTPUTS = """
select
    (select count(*) from referral) as referrals,
    (select count(*) from person) as individuals,
    (select count(*) from person where assessed) as assessed,
    (select count(*) from person where decision = 'suitable') as accepted,
    (select count(distinct session_id) from register where happened and outcome not in ('', 'cancelled'))
        as sessions_held,
    (select coalesce(sum(credited), 0)::int from person) as attendances,
    (select count(*) from person where completed) as completed,
    (select count(*) from partner) as partners_referred,
    (select count(distinct partner_id) from support) as partners_supported,
    (select coalesce(sum(social_workers), 0)::int from training where kind = 'assessment_and_referral')
        as trained_assessment_and_referral,
    (select coalesce(sum(social_workers), 0)::int from training where kind = 'motivating') as trained_motivating
"""


def outputs(facts: Facts) -> Figure:
    """
    Referrals are rows, individuals are men. Assessed: men who attended an assessment on any referral. Accepted: men
    whose decision is suitable. Sessions held: different sessions with an outcome for somebody, without those we
    cancelled. Attendances: credited sessions of all men together. Partners supported: had any kind of support.
    """
    return facts.row(OUTPUTS)
