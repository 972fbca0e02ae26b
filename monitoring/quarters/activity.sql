-- What happened between two days: each thing is counted on the day it happened, whenever the man was referred.
with referral as materialized (
    select r.*, (r.contacted_at at time zone 'Europe/London')::date as contacted_date
    from referrals_referral r
    where r.status <> 'merged'
        and (%(area)s::bigint is null or r.area_id = %(area)s)
        and (%(provider)s::bigint is null
            or r.id in (select p.referral_id from iss_partnerfile p where p.provider_id = %(provider)s))
),
register as materialized (
    select r.man_id, t.session_id, t.outcome,
        coalesce(t.held_date, s.held_date, (s.starts_at at time zone 'Europe/London')::date) as held
    from referral r
    join programme_attendance t on t.referral_id = r.id
    join programme_session s on s.id = t.session_id
    where t.outcome not in ('', 'cancelled')
),
credit as materialized (
    select man_id, session_id, held from register where outcome in ('attended', 'late', 'caught_up')
),
partner as materialized (
    select p.*, (p.contacted_at at time zone 'Europe/London')::date as contacted_date
    from iss_partnerfile p
    where (p.imported or p.referred_date is not null)
        and (%(provider)s::bigint is null or p.provider_id = %(provider)s)
        and (%(area)s::bigint is null or %(area)s = coalesce(
            p.area_id, (select r.area_id from referrals_referral r where r.id = p.referral_id)
        ))
)
select
    (select count(*) from referral where received_date between %(first)s and %(last)s) as referrals,
    (select count(*) from referral where contacted_date between %(first)s and %(last)s) as contacted,
    (select count(*) from referral where assessment_attended_date between %(first)s and %(last)s) as assessed,
    (select count(*) from referral where decision = 'suitable' and decision_date between %(first)s and %(last)s)
        as suitable,
    (select count(*) from referral where decision = 'unsuitable' and decision_date between %(first)s and %(last)s)
        as unsuitable,
    (select count(*) from (select min(held) as began from credit group by man_id) started
        where began between %(first)s and %(last)s) as started,
    (select count(distinct session_id) from register where held between %(first)s and %(last)s) as sessions_held,
    (select count(*) from (select distinct man_id, session_id, held from credit) attended
        where held between %(first)s and %(last)s) as attendances,
    (select count(*) from referral where completed_date between %(first)s and %(last)s) as completed,
    (select count(*) from referral where close_reason = 'two_misses' and closed_date between %(first)s and %(last)s)
        as closed_after_misses,
    (select count(*) from referral where close_reason not in ('', 'two_misses')
        and closed_date between %(first)s and %(last)s) as closed_otherwise,
    (select count(*) from partner where referred_date between %(first)s and %(last)s) as partners_referred,
    (select count(*) from partner where contacted_date between %(first)s and %(last)s) as partners_contacted,
    (select count(distinct s.file_id) from iss_support s where s.file_id in (select id from partner)
        and s.date between %(first)s and %(last)s) as partners_supported
