select (min(day)::timestamp at time zone 'Europe/London')
from (
    select coalesce(t.held_date, s.held_date, (s.starts_at at time zone 'Europe/London')::date) as day
    from programme_session s
    join programme_attendance t on t.session_id = s.id
    where s.id = any(%(keys)s)
    union all
    select coalesce(r.received_date, (r.received_at at time zone 'Europe/London')::date)
    from programme_session s
    join programme_attendance t on t.session_id = s.id
    join referrals_referral r on r.id = t.referral_id
    where s.id = any(%(keys)s)
) dated
where day > %(day)s
