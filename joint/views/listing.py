from datetime import UTC, datetime

from django.db.models import Count, DateTimeField, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, requires
from joint.filters import SHOW, PairsFilter
from joint.models import Pair, Side, SideRecord
from referrals.models import Deadline, Decision
from referrals.statuses import Status
from timescales.promises import Promise

from .pages import side_of

NO_PROMISE = datetime(2900, 1, 1, tzinfo=UTC)
AWAITED = (Promise.JOINT_DISCUSSION, Promise.JOINT_REVIEW)


@requires(Permission.JOINT_TABLE)
def joint(request):
    """Men at the table: what is due first stands first."""
    side = side_of(request.user)
    asked = request.GET.copy()
    asked.setdefault("show", "all")
    filtered = PairsFilter(asked, _by_clock(request.user), request=request)
    page = page_of(filtered.qs, request, by=("due", "pk"))
    recorded = _recorded(page.rows, side)
    rows = [
        {
            "him": him,
            "hidden": side == Side.ISS and him.sharing_stopped,
            "next": next(iter(him.running), None),
            "waiting_for_us": him.status == Status.PENDING and him.pk not in recorded,
            "ours_is_in": him.pk in recorded,
        }
        for him in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "filter": filtered,
        "narrowed": bool(asked.get("reference")),
        "tabs": [{"text": t, "href": f"?show={v}", "active": asked["show"] == v} for v, t in SHOW],
        "at": timezone.now(),
    }
    return render(request, "joint/joint.html", context)


def _by_clock(user):
    running = Deadline.objects.ticking().filter(promise__in=AWAITED).select_related("rule").order_by("due_at")
    first = running.filter(referral=OuterRef("pk"))
    latest = Value(NO_PROMISE, output_field=DateTimeField())
    return (
        Pair.objects.visible_to(user)
        .annotate(
            due=Coalesce(Subquery(first.values("due_at")[:1]), latest),
            awaited=Subquery(first.values("promise")[:1]),
        )
        .select_related("man", "area")
        .prefetch_related(Prefetch("deadlines", queryset=running, to_attr="running"))
    )


def _recorded(pairs, side):
    """Ids of those whose present discussion ``side`` has recorded."""
    pending = [him.pk for him in pairs if him.status == Status.PENDING]
    discussed = Count("decisions", filter=Q(decisions__stage=Decision.Stage.DISCUSSION))
    rounds = dict(Pair.objects.filter(pk__in=pending).annotate(n=discussed).values_list("pk", "n"))
    rows = SideRecord.objects.filter(referral__in=pending, side=side).values_list("referral", "round")
    return {pk for pk, number in rows if number == rounds[pk] + 1}
