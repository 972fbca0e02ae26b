select min(due_at)
from unnest(%(buckets)s::bigint[]) day
cross join lateral (
    select ((date '1970-01-01' + day::int)::timestamp at time zone 'Europe/London') as opens,
        ((date '1970-01-01' + day::int + 1)::timestamp at time zone 'Europe/London') as closes
) span
cross join lateral (
    select due_at from referrals_deadline where due_at >= opens and due_at < closes
    union all
    select due_at from iss_deadline where due_at >= opens and due_at < closes
    union all
    select due_at from programme_deadline where due_at >= opens and due_at < closes
) due
where due_at > %(moment)s
