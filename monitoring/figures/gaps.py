"""What is not recorded: per file and column of the cohort files, how many rows lack it where it was due."""

from .counted import Cases, columns
from .facts import Facts, Figure

# Per column of referrals.csv: where it was due and is not recorded
REFERRALS = {
    "my_time_ref": "false",
    "person_ref": "m.reference like '?:%%'",
    "area": "r.area is null",
    "source": "r.source = ''",
    "received_on": "r.received_date is null",
    "contacted_at": "r.contacted_at is null"
    " and (r.offered_date is not null or r.attended_date is not null or r.decision <> '')",
    "assessment_offered_on": "r.offered_date is null and (r.attended_date is not null or r.decision <> '')",
    "assessment_attended_on": "r.attended_date is null and r.decision <> ''",
    "decision": "r.decision = '' and r.attended_date is not null",
    "decision_on": "r.decision_date is null and r.decision <> ''",
    "unsuitable_reason": "r.unsuitable_reason = '' and r.decision = 'unsuitable'",
    "first_session_offered_on": "r.first_session_date is null and r.decision = 'suitable'",
    "sessions_required": "r.sessions_required is null and r.decision = 'suitable'",
    "sessions_attended": "r.sessions_attended is null and r.decision = 'suitable'"
    " and r.id not in (select referral_id from register)",
    "completed_on": "l.man_id is not null",
    "closed_on": "r.closed_date is null and r.close_reason <> ''",
    "close_reason": "r.close_reason = '' and r.closed_date is not null and r.completed_date is null",
    "age_at_referral": "r.age is null",
    "ethnicity": "m.ethnicity = ''",
    "religion": "m.religion = ''",
    "additional_needs": "jsonb_array_length(m.additional_needs) = 0",
    "children_ages": "r.children_ages is null",
    "children_count": "r.children is null",
}
REFERRALS_FROM = """referral r
join referrals_man m on m.id = r.man_id
left join latest on latest.id = r.id
left join person l on l.man_id = latest.man_id and not l.completed and l.credited >= l.required"""

SESSIONS = """
select
    0 as my_time_ref,
    0 as session_ref,
    count(*) filter (where from_file and held_date is null) as held_on,
    count(*) filter (where outcome = '' and state <> 'planned') as outcome
from register
where happened
"""

PARTNERS = {
    "iss_ref": "false",
    "my_time_ref": "referral_id is null",
    "provider": "provider_id is null",
    "referred_on": "referred_date is null",
    "contacted_at": "contacted_at is null and id in (select partner_id from support)",
    "support": "contacted_at is not null and id not in (select partner_id from support)",
    "satisfaction": "satisfaction is null",
    "health_wellbeing": "health_wellbeing = ''",
    "everyday_life": "everyday_life = ''",
    "safety": "safety = ''",
    "closed_on": "false",
}

CASES = {
    "referrals": {column: Cases(REFERRALS_FROM, where, "r.id") for column, where in REFERRALS.items()},
    "partners": {column: Cases("partner", where) for column, where in PARTNERS.items()},
}

TRAINING = """
select
    count(*) filter (where held_date is null) as held_on,
    count(*) filter (where area_id is null) as area,
    count(*) filter (where kind = '') as kind,
    count(*) filter (where social_workers is null) as social_workers
from training
"""

OF_REFERRALS = f"select {columns(CASES['referrals'])} from {REFERRALS_FROM}"
OF_PARTNERS = f"select {columns(CASES['partners'])} from partner"


def not_recorded(facts: Facts) -> Figure:
    """
    Rows that lack a fact where it was due. Always due: the person, area, source, day received, age, ethnicity,
    religion ("not asked" is an answer), additional needs, children (their number where ages are not known), and a
    partner's match, provider, day and answers. Contact is due before an assessment is offered, the offer before it
    is attended, attendance before a decision, a decision after an assessment; day and reason of a decision, first
    session offered and sessions required (and attended, where no session is on record) with the decision that needs
    them; completion when every required session is credited; day and reason of a closure with each other. A
    partner's contact is due where she had support, support where she was contacted. What is still open has no
    closing day that could be due.
    """
    return {
        "referrals": facts.row(OF_REFERRALS),
        "sessions": facts.row(SESSIONS),
        "partners": facts.row(OF_PARTNERS),
        "training": facts.row(TRAINING),
    }


def behind(file: str, column: str) -> Cases | None:
    return CASES.get(file, {}).get(column)
