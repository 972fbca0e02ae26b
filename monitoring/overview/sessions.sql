-- Different sessions with an outcome for somebody, without those we cancelled, by the month in which they were held.
select to_char(held, 'YYYY-MM'), count(distinct session_id)::int
from (
    select t.session_id, coalesce(t.held_date, s.held_date, (s.starts_at at time zone 'Europe/London')::date) as held
    from programme_attendance t
    join programme_session s on s.id = t.session_id
    join referrals_referral r on r.id = t.referral_id
    where t.outcome not in ('', 'cancelled')
        and r.status <> 'merged'
        and (%(area)s::bigint is null or r.area_id = %(area)s)
        and (%(provider)s::bigint is null
            or r.id in (select p.referral_id from iss_partnerfile p where p.provider_id = %(provider)s))
) happened
where held between %(first)s and %(last)s
group by 1
