select (min(day)::timestamp at time zone 'Europe/London')
from (
    select p.referred_date as day from iss_partnerfile p
    where (p.id >> 6) = any(%(buckets)s) and p.referred_date > %(day)s
    union all
    select (p.contacted_at at time zone 'Europe/London')::date from iss_partnerfile p
    where (p.id >> 6) = any(%(buckets)s) and p.contacted_at > %(moment)s
    union all
    select s.date from iss_support s
    where (s.file_id >> 6) = any(%(buckets)s) and s.date > %(day)s
) dated
