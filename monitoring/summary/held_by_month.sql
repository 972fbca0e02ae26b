-- As the overview counts them (sessions.sql): by the month in which they were held.
select month, count(distinct session_id)::int as sessions
from (
    select t.session_id, to_char(
        coalesce(t.held_date, s.held_date, (s.starts_at at time zone 'Europe/London')::date), 'YYYY-MM'
    ) as month
    from programme_session s
    join programme_attendance t on t.session_id = s.id
    join referrals_referral r on r.id = t.referral_id
    where s.id = any(%(keys)s) and t.outcome not in ('', 'cancelled') and r.status <> 'merged'
) held
where month is not null
group by month
