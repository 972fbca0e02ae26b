-- Promises that fell due on some days and by the moment, as promised.sql counts them, of the whole service.
-- The area is looked up row by row: PostgreSQL cannot know how few promises a day has, and would read every file.
select month, area,
    count(*) filter (where kept_at <= due_at)::int as in_time,
    count(*) filter (where kept_at > due_at)::int as late,
    count(*) filter (where kept_at is null and excused_at is null)::int as not_kept,
    count(*) filter (where excused_at is not null)::int as excused
from (
    select running.*, to_char(due_at at time zone 'Europe/London', 'YYYY-MM') as month, a.name as area
    from unnest(%(opens)s::timestamptz[], %(closes)s::timestamptz[]) as span (opens, closes)
    cross join lateral (
        select d.due_at, d.kept_at, d.excused_at, d.stopped_at, d.paused_at,
            (select area_id from referrals_referral r where r.id = d.referral_id)
        from referrals_deadline d
        where d.due_at >= opens and d.due_at < closes
        union all
        select d.due_at, d.kept_at, d.excused_at, d.stopped_at, d.paused_at,
            (select area_id from iss_partnerfile p where p.id = d.partner_file_id)
        from iss_deadline d
        where d.due_at >= opens and d.due_at < closes
        union all
        select d.due_at, d.kept_at, d.excused_at, d.stopped_at, d.paused_at,
            (select area_id from programme_session s join programme_group g on g.id = s.group_id where s.id = d.session_id)
        from programme_deadline d
        where d.due_at >= opens and d.due_at < closes
    ) running
    left join accounts_area a on a.id = running.area_id
    where due_at <= %(moment)s
        and paused_at is null
        and (stopped_at is null or stopped_at > due_at)
) promised
group by month, area
