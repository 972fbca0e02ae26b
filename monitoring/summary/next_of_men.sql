select (min(day)::timestamp at time zone 'Europe/London')
from (
    select unnest(array[
        r.received_date, r.assessment_offered_date, r.assessment_attended_date, r.decision_date,
        r.first_session_offered_date, r.completed_date, r.closed_date
    ]) as day
    from referrals_referral r
    where r.man_id = any(%(keys)s)
    union all
    select coalesce(t.held_date, s.held_date, (s.starts_at at time zone 'Europe/London')::date)
    from referrals_referral r
    join programme_attendance t on t.referral_id = r.id
    join programme_session s on s.id = t.session_id
    where r.man_id = any(%(keys)s)
    union all
    -- A moment later today is looked at until it has come
    select (moment at time zone 'Europe/London')::date
    from referrals_referral r, unnest(array[r.received_at, r.contacted_at]) as moment
    where r.man_id = any(%(keys)s) and moment > %(moment)s
) dated
where day > %(day)s or day = %(day)s and exists (
    select from referrals_referral r
    where r.man_id = any(%(keys)s) and (r.received_at > %(moment)s or r.contacted_at > %(moment)s)
)
