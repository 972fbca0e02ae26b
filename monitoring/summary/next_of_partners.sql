select (min(day)::timestamp at time zone 'Europe/London')
from (
    select p.referred_date as day from iss_partnerfile p
    where p.id = any(%(keys)s) and p.referred_date > %(day)s
    union all
    select (p.contacted_at at time zone 'Europe/London')::date from iss_partnerfile p
    where p.id = any(%(keys)s) and p.contacted_at > %(moment)s
    union all
    select s.date from iss_support s
    where s.file_id = any(%(keys)s) and s.date > %(day)s
) dated
