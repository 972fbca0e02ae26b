"""What is not recorded: per file and column of the cohort files, how many rows lack it where it was due."""

from .facts import Facts, Figure

REFERRALS = """
select
    0 as my_time_ref,
    count(*) filter (where m.reference like '?:%%') as person_ref,
    count(*) filter (where r.area is null) as area,
    count(*) filter (where r.source = '') as source,
    count(*) filter (where r.received_date is null) as received_on,
    count(*) filter (where r.contacted_at is null
        and (r.offered_date is not null or r.attended_date is not null or r.decision <> '')) as contacted_at,
    count(*) filter (where r.offered_date is null and (r.attended_date is not null or r.decision <> ''))
        as assessment_offered_on,
    count(*) filter (where r.attended_date is null and r.decision <> '') as assessment_attended_on,
    count(*) filter (where r.decision = '' and r.attended_date is not null) as decision,
    count(*) filter (where r.decision_date is null and r.decision <> '') as decision_on,
    count(*) filter (where r.unsuitable_reason = '' and r.decision = 'unsuitable') as unsuitable_reason,
    count(*) filter (where r.first_session_date is null and r.decision = 'suitable') as first_session_offered_on,
    count(*) filter (where r.sessions_required is null and r.decision = 'suitable') as sessions_required,
    count(*) filter (where r.sessions_attended is null and r.decision = 'suitable'
        and r.id not in (select referral_id from register)) as sessions_attended,
    count(*) filter (where l.man_id is not null) as completed_on,
    count(*) filter (where r.closed_date is null and r.close_reason <> '') as closed_on,
    count(*) filter (where r.close_reason = '' and r.closed_date is not null and r.completed_date is null)
        as close_reason,
    count(*) filter (where r.age is null) as age_at_referral,
    count(*) filter (where m.ethnicity = '') as ethnicity,
    count(*) filter (where m.religion = '') as religion,
    count(*) filter (where jsonb_array_length(m.additional_needs) = 0) as additional_needs,
    count(*) filter (where r.children_ages is null) as children_ages,
    count(*) filter (where r.children is null) as children_count
from referral r
join referrals_man m on m.id = r.man_id
left join latest on latest.id = r.id
left join person l on l.man_id = latest.man_id and not l.completed and l.credited >= l.required
"""

SESSIONS = """
select
    0 as my_time_ref,
    0 as session_ref,
    count(*) filter (where from_file and held_date is null) as held_on,
    count(*) filter (where outcome = '' and state <> 'planned') as outcome
from register
where happened
"""

PARTNERS = """
select
    0 as iss_ref,
    count(*) filter (where referral_id is null) as my_time_ref,
    count(*) filter (where provider_id is null) as provider,
    count(*) filter (where referred_date is null) as referred_on,
    count(*) filter (where contacted_at is null and id in (select partner_id from support))
        as contacted_at,
    count(*) filter (where contacted_at is not null and id not in (select partner_id from support))
        as support,
    count(*) filter (where satisfaction is null) as satisfaction,
    count(*) filter (where health_wellbeing = '') as health_wellbeing,
    count(*) filter (where everyday_life = '') as everyday_life,
    count(*) filter (where safety = '') as safety,
    0 as closed_on
from partner
"""

TRAINING = """
select
    count(*) filter (where held_date is null) as held_on,
    count(*) filter (where area_id is null) as area,
    count(*) filter (where kind = '') as kind,
    count(*) filter (where social_workers is null) as social_workers
from training
"""


def not_recorded(facts: Facts) -> Figure:
    """
    Rows that lack a fact where it was due. Always due: the person, area, source, day received, age, ethnicity,
    religion, additional needs, children (their number where ages are not known), and a partner's match, provider, day and
    answers. Contact is due before an assessment is offered, the offer before it is attended, attendance before a
    decision, a decision after an assessment; day and reason of a decision, first session offered and sessions
    required (and attended, where no session is on record) with the decision that needs them; completion when every
    required session is credited; day and reason of a closure with each other. A partner's contact is due where she
    had support, support where she was contacted. What is still open has no closing day that could be due.
    """
    return {
        "referrals": facts.row(REFERRALS),
        "sessions": facts.row(SESSIONS),
        "partners": facts.row(PARTNERS),
        "training": facts.row(TRAINING),
    }
