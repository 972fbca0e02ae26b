select
    promise,
    count(*) filter (where in_time) as in_time,
    count(*) filter (where late) as late,
    count(*) filter (where not_kept) as not_kept,
    count(*) filter (where excused) as excused
from promised
group by promise
