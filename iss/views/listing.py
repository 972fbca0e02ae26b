from datetime import UTC, datetime

from django.db.models import DateTimeField, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, requires
from iss.filters import WHOSE, HerFilesFilter
from iss.models import Deadline, PartnerFile

NO_PROMISE = datetime(2900, 1, 1, tzinfo=UTC)


@requires(Permission.SEE_HER_FILES)
def her_files(request):
    """The caseload by clock: what is due first stands first."""
    may_allocate = request.user.may(Permission.ALLOCATE_HER_FILE)
    asked = request.GET.copy()
    asked.setdefault("whose", "all" if may_allocate else "mine")
    filtered = HerFilesFilter(asked, _by_clock(request.user), request=request)
    page = page_of(filtered.qs, request, by=("due", "pk"))
    context = {
        "page": page,
        "filter": filtered,
        "narrowed": any(asked.get(name) for name in ("status", "reference")),
        "tabs": _tabs(asked),
        "whose": asked["whose"],
        "at": timezone.now(),
    }
    return render(request, "iss/her_files.html", context)


def _by_clock(user):
    running = Deadline.objects.ticking().select_related("rule").order_by("due_at")
    first = running.filter(partner_file=OuterRef("pk")).values("due_at")[:1]
    latest = Value(NO_PROMISE, output_field=DateTimeField())
    return (
        PartnerFile.objects.visible_to(user)
        .annotate(due=Coalesce(Subquery(first), latest))
        .select_related("worker", "referral")
        .prefetch_related(Prefetch("deadlines", queryset=running, to_attr="running"))
    )


def _tabs(asked):
    tabs = []
    for value, text in WHOSE:
        query = asked.copy()
        query["whose"] = value
        for name in ("after", "before"):
            query.pop(name, None)
        tabs.append({"text": text, "href": f"?{query.urlencode()}", "active": asked["whose"] == value})
    return tabs
