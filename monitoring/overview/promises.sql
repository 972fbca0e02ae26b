select
    to_char(due_at at time zone 'Europe/London', 'YYYY-MM') as month,
    (select name from accounts_area a where a.id = area_id) as area,
    count(*) filter (where in_time)::int as in_time,
    count(*) filter (where late)::int as late,
    count(*) filter (where not_kept)::int as not_kept,
    count(*) filter (where excused)::int as excused
from promised
group by grouping sets ((1), (area_id), ())
order by 1, 2
