"""Count anew what has changed, and move the totals by the difference. One at a time; nobody waits for it."""

from itertools import chain

from django.db import connection, transaction

from accounts.acting import one_act
from monitoring.models.summary import Family, SummaryPart, SummaryStale, SummaryTotal

from .families import DEFINITION, SHIFT, counted, moved, next_change

# One who folds at a time, whatever the process
LOCK = 4_039_001
AT_ONCE = 50
EVERYTHING = f"""
    insert into monitoring_summarystale (family, bucket)
    select distinct '{Family.MEN}', man_id >> {SHIFT} from referrals_referral
    union all select distinct '{Family.PARTNERS}', id >> {SHIFT} from iss_partnerfile
    union all select distinct '{Family.SESSIONS}', id >> {SHIFT} from programme_session
    union all select distinct '{Family.DAYS}', (due_at at time zone 'Europe/London')::date - date '1970-01-01'
        from (
            select due_at from referrals_deadline
            union all select due_at from iss_deadline
            union all select due_at from programme_deadline
        ) promised
"""


def fold(*, at, most=AT_ONCE):
    """Up to ``most`` buckets of each family that have changed or whose time has come; how many."""
    with transaction.atomic():
        if not _alone():
            return 0
        if SummaryTotal.objects.filter(definition=DEFINITION).count() < len(Family):
            _begin_anew(at)
        return sum(_fold(family, at=at, most=most) for family in Family)


def fold_everything(*, at):
    """Until nothing is stale. How many buckets."""
    folded = 0
    while found := fold(at=at, most=500):
        folded += found
    return folded


@one_act
def begin_anew(*, at):
    """Forget what was summed: every bucket is stale, and pages count for themselves until they are folded."""
    if not _alone(wait=True):
        return
    _begin_anew(at)


def _begin_anew(at):
    SummaryTotal.objects.all().delete()
    SummaryStale.objects.all().delete()
    SummaryPart.objects.all().delete()
    for family in Family:
        sums, columns = counted(family, [], at=at)
        SummaryTotal.objects.create(
            family=family, definition=DEFINITION, folded_at=at, sums=sums, columns=columns
        )
    with connection.cursor() as cursor:
        cursor.execute(EVERYTHING)


def _fold(family, *, at, most):
    stale = SummaryStale.objects.filter(family=family).order_by("bucket").values_list("bucket", flat=True)
    ripe = SummaryPart.objects.filter(family=family, next_at__lte=at).values_list("bucket", flat=True)
    buckets = sorted({*chain(stale.distinct()[:most], ripe[:most])})
    if not buckets:
        return 0
    total = SummaryTotal.objects.get(family=family)
    # What was written down before now is forgotten before it is counted: what comes later stays written down
    SummaryStale.objects.filter(family=family, bucket__in=buckets).delete()
    for bucket in buckets:
        _count_anew(family, bucket, total, at=at)
    total.folded_at = at
    total.save()
    return len(buckets)


def _count_anew(family, bucket, total, *, at):
    sums, columns = counted(family, [bucket], at=at)
    before = SummaryPart.objects.filter(family=family, bucket=bucket).first()
    if before:
        moved(total.sums, before.sums, -1)
    moved(total.sums, sums, 1)
    total.columns |= columns
    kept: dict = {}
    moved(kept, sums, 1)
    SummaryPart.objects.update_or_create(
        family=family,
        bucket=bucket,
        defaults={"sums": kept, "next_at": next_change(family, [bucket], at=at)},
    )


def _alone(*, wait=False):
    """Whether nobody else folds; held until the transaction ends."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
            return True
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]
