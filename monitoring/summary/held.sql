-- Different sessions with an outcome for somebody, without those we cancelled, that have been held by the day.
select count(*)::int as sessions_held
from programme_session s
where s.id = any(%(keys)s)
    and exists (
        select from programme_attendance t
        join referrals_referral r on r.id = t.referral_id
        where t.session_id = s.id
            and t.outcome not in ('', 'cancelled')
            and r.status <> 'merged'
            and (r.received_date > %(day)s) is not true
            and (r.received_at > %(moment)s) is not true
            and (coalesce(t.held_date, s.held_date, (s.starts_at at time zone 'Europe/London')::date) > %(day)s) is not true
    )
