"""Men at the table by clock: what is due first stands first."""

from datetime import UTC, datetime

from django.db.models import Count, DateTimeField, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from referrals.models import Deadline, Decision
from referrals.statuses import Status
from timescales.promises import Promise

from .models import Pair, SideRecord
from .pairing import key_of, side_of_person

AWAITED = (Promise.JOINT_DISCUSSION, Promise.JOINT_REVIEW, Promise.REVIEW_RISK)
NO_PROMISE = datetime(2900, 1, 1, tzinfo=UTC)


def by_clock(pairs):
    """``pairs`` with ``due`` and ``awaited`` (the first promise of the table) and their ``running`` such promises."""
    running = Deadline.objects.ticking().filter(promise__in=AWAITED).select_related("rule").order_by("due_at")
    first = running.filter(referral=OuterRef("pk"))
    latest = Value(NO_PROMISE, output_field=DateTimeField())
    return (
        pairs.annotate(
            due=Coalesce(Subquery(first.values("due_at")[:1]), latest),
            awaited=Subquery(first.values("promise")[:1]),
        )
        .select_related("man", "area")
        .prefetch_related(Prefetch("deadlines", queryset=running, to_attr="running"))
    )


def recorded(pairs, user):
    """Ids of those of ``pairs`` whose present discussion the person's own side has recorded (see ``present_round``)."""
    pending = [him.pk for him in pairs if him.status == Status.PENDING]
    discussed = Count("decisions", filter=Q(decisions__stage=Decision.Stage.DISCUSSION))
    rounds = dict(Pair.objects.filter(pk__in=pending).annotate(n=discussed).values_list("pk", "n"))
    ours = SideRecord.objects.filter(referral__in=pending, side=side_of_person(user), provider=key_of(user))
    rows = ours.values_list("referral", "round")
    return {pk for pk, number in rows if number == rounds[pk] + 1}
