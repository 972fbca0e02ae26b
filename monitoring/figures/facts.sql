-- Each step is worked out once (materialized), however few rows the planner expects.
with referral as materialized (
    -- The referrals of the period, with what was known of them by then. A merged duplicate is no referral any more.
    select
        r.id,
        r.man_id,
        r.reference,
        a.name as area,
        r.source,
        r.received_date,
        case when r.contacted_at > %(moment)s then null else r.contacted_at end as contacted_at,
        case when r.assessment_offered_date > %(day)s then null else r.assessment_offered_date end as offered_date,
        case when r.assessment_attended_date > %(day)s then null else r.assessment_attended_date end as attended_date,
        case when r.decision_date > %(day)s then '' else r.decision end as decision,
        case when r.decision_date > %(day)s then null else r.decision_date end as decision_date,
        r.unsuitable_reason,
        case when r.first_session_offered_date > %(day)s then null else r.first_session_offered_date end
            as first_session_date,
        r.sessions_required,
        r.sessions_attended,
        case when r.completed_date > %(day)s then null else r.completed_date end as completed_date,
        case when r.closed_date > %(day)s then null else r.closed_date end as closed_date,
        case when r.closed_date > %(day)s then '' else r.close_reason end as close_reason,
        r.age_at_referral as age,
        r.children_ages,
        coalesce(
            case when jsonb_typeof(r.children_ages) = 'array' then jsonb_array_length(r.children_ages) end,
            r.children_count
        ) as children
    from referrals_referral r
    left join accounts_area a on a.id = r.area_id
    where r.status <> 'merged'
        and (%(first)s::date is null or r.received_date >= %(first)s)
        and (%(last)s::date is null or r.received_date <= %(last)s)
        and (r.received_date > %(day)s) is not true
        and (r.received_at > %(moment)s) is not true
        and (%(area)s::bigint is null or r.area_id = %(area)s)
        and (%(source)s::text is null or r.source = %(source)s)
        and (%(youngest)s::int is null or r.age_at_referral >= %(youngest)s)
        and (%(oldest)s::int is null or r.age_at_referral <= %(oldest)s)
        and (%(version)s::bigint is null
            or r.id in (select e.referral_id from programme_enrolment e where e.version_id = %(version)s))
        and (%(provider)s::bigint is null
            or r.id in (select p.referral_id from iss_partnerfile p where p.provider_id = %(provider)s))
        and (not %(of_himself)s or r.man_id in (
            select m.id
            from referrals_man m
            where (%(ethnicity)s::text is null or m.ethnicity = %(ethnicity)s)
                and (%(religion)s::text is null or m.religion = %(religion)s)
                and (%(need)s::text is null or m.additional_needs @> to_jsonb(%(need)s::text))
        ))
        -- Buckets of the summary (docs/decisions/0039); null is everybody
        and (%(men)s::bigint[] is null or r.man_id = any(%(men)s))
),
-- Latest is by the day received, then by reference, compared as plain text whatever the language of the server.
latest as materialized (
    select distinct on (man_id) * from referral
    order by man_id, received_date desc nulls last, reference collate "C" desc
),
decided as materialized (
    select distinct on (man_id) * from referral where decision <> ''
    order by man_id, received_date desc nulls last, reference collate "C" desc
),
finished as materialized (
    select distinct on (man_id) * from referral where completed_date is not null
    order by man_id, received_date desc nulls last, reference collate "C" desc
),
assessed as materialized (
    select distinct man_id from referral where attended_date is not null
),
tallied as materialized (
    select distinct on (man_id) * from referral where sessions_attended is not null
    order by man_id, received_date desc nulls last, reference collate "C" desc
),
register as materialized (
    -- One row per man and session. A session without a group came from a file.
    select r.man_id, r.id as referral_id, t.session_id, t.outcome, s.state, t.held_date,
        s.group_id is null as from_file,
        (coalesce(t.held_date, s.held_date, (s.starts_at at time zone 'Europe/London')::date) > %(day)s) is not true
            as happened
    from referral r
    join programme_attendance t on t.referral_id = r.id
    join programme_session s on s.id = t.session_id
),
credit as materialized (
    select man_id, bool_or(from_file) as from_file,
        count(distinct session_id) filter (where happened and outcome in ('attended', 'late', 'caught_up')) as sessions
    from register
    group by man_id
),
person as materialized (
    -- One row per man. His sessions hang on his latest referral, his decision on the latest that has one.
    select
        latest.man_id,
        latest.id as latest_id,
        decided.id as decided_id,
        finished.id as finished_id,
        latest.area,
        latest.source,
        latest.closed_date is not null or latest.close_reason <> '' as closed,
        latest.close_reason,
        coalesce(latest.sessions_required, 30) as required,
        -- A number of sessions stands where no session of his was loaded; what he attends here comes on top.
        coalesce(credit.sessions, 0)
            + case when credit.from_file then 0 else coalesce(tallied.sessions_attended, 0) end as credited,
        assessed.man_id is not null as assessed,
        coalesce(decided.decision, '') as decision,
        decided.area as decision_area,
        decided.unsuitable_reason,
        decided.offered_date - decided.received_date as days_to_offer,
        decided.attended_date - decided.received_date as days_to_assessment,
        decided.first_session_date - decided.received_date as days_to_first_session,
        decided.age,
        decided.children,
        finished.man_id is not null as completed,
        finished.area as completed_area,
        finished.source as completed_source
    from latest
    left join decided on decided.man_id = latest.man_id
    left join finished on finished.man_id = latest.man_id
    left join tallied on tallied.man_id = latest.man_id
    left join assessed on assessed.man_id = latest.man_id
    left join credit on credit.man_id = latest.man_id
),
partner as materialized (
    -- Her file counts once she has been referred; details that are only held are not a referral.
    select p.id, p.referral_id, p.provider_id, p.referred_date, p.satisfaction,
        p.health_wellbeing, p.everyday_life, p.safety, p.imported_support,
        case when p.contacted_at > %(moment)s then null else p.contacted_at end as contacted_at
    from iss_partnerfile p
    where (p.imported or p.referred_date is not null)
        and (%(first)s::date is null or p.referred_date >= %(first)s)
        and (%(last)s::date is null or p.referred_date <= %(last)s)
        and (p.referred_date > %(day)s) is not true
        and (%(provider)s::bigint is null or p.provider_id = %(provider)s)
        and (%(area)s::bigint is null or %(area)s = coalesce(
            p.area_id, (select r.area_id from referrals_referral r where r.id = p.referral_id)
        ))
        and (not %(of_his_referral)s or p.referral_id in (select id from referral))
        and (%(partners)s::bigint[] is null or p.id = any(%(partners)s))
),
support as materialized (
    select partner.id as partner_id, kind
    from partner, jsonb_array_elements_text(partner.imported_support) as kind
    union
    select s.file_id, s.kind
    from iss_support s
    join partner on partner.id = s.file_id
    where (s.date > %(day)s) is not true
        and s.withdrawn_at is null
),
training as materialized (
    select t.held_date, t.area_id, t.kind, t.social_workers
    from monitoring_training t
    where t.withdrawn_at is null
        and t.kind <> 'briefing'
        and (%(first)s::date is null or t.held_date >= %(first)s)
        and (%(last)s::date is null or t.held_date <= %(last)s)
        and (t.held_date > %(day)s) is not true
        and (%(area)s::bigint is null or t.area_id = %(area)s)
)
