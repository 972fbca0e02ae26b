-- Promises that fell due between two moments and by the moment asked about, one row each: kept in time, kept late, not
-- kept, excused. One that stood still or was stopped before it fell due is not counted.
with promised as (
    select
        promise,
        due_at,
        area_id,
        kept_at <= due_at as in_time,
        kept_at > due_at as late,
        kept_at is null and excused_at is null as not_kept,
        excused_at is not null as excused
    from (
        select d.promise, d.due_at, d.kept_at, d.excused_at, d.stopped_at, d.paused_at, r.area_id,
            null::bigint as provider_id
        from referrals_deadline d
        join referrals_referral r on r.id = d.referral_id
        union all
        select d.promise, d.due_at, d.kept_at, d.excused_at, d.stopped_at, d.paused_at, p.area_id, p.provider_id
        from iss_deadline d
        join iss_partnerfile p on p.id = d.partner_file_id
        where %(hers)s
        union all
        select d.promise, d.due_at, d.kept_at, d.excused_at, d.stopped_at, d.paused_at, g.area_id, null
        from programme_deadline d
        join programme_session s on s.id = d.session_id
        join programme_group g on g.id = s.group_id
    ) running
    where due_at >= %(start)s and due_at < %(end)s and due_at <= %(moment)s
        and paused_at is null
        and (stopped_at is null or stopped_at > due_at)
        and (%(area)s::bigint is null or area_id = %(area)s)
        and (%(provider)s::bigint is null or provider_id = %(provider)s)
)
