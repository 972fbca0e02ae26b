from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, requires
from joint.caseload import by_clock, recorded
from joint.filters import NARROWING, SHOW, PairsFilter
from joint.meeting.queue import counted
from joint.models import Meeting, Pair, Side
from referrals.statuses import Status

from .pages import side_of


@requires(Permission.JOINT_TABLE)
def joint(request):
    """Men at the table: what is due first stands first. What the list is narrowed to stays from tab to tab."""
    at, user, asked = timezone.now(), request.user, request.GET.copy()
    if asked.get("show") not in dict(SHOW):
        asked["show"] = "all"
    rows = by_clock(Pair.objects.visible_to(user))
    filtered = PairsFilter(asked, rows, user=user, at=at, request=request)
    page = page_of(filtered.qs, request, by=("due", "pk"))
    context = {
        "page": page,
        "rows": _rows(page.rows, user),
        "filter": filtered,
        "narrowed": any(asked.get(name) for name in NARROWING),
        "clear": f"?show={asked['show']}",
        "tabs": _tabs(asked),
        "meeting": counted(Meeting.objects.visible_to(user).open())
        .select_related("provider")
        .order_by("day", "pk")
        .first(),
        "at": at,
    }
    return render(request, "joint/joint.html", context)


def _tabs(asked):
    kept = {name: asked[name] for name in NARROWING if asked.get(name)}
    return [
        {"text": words, "href": f"?{urlencode({'show': show} | kept)}", "active": asked["show"] == show}
        for show, words in SHOW
    ]


def _rows(pairs, user):
    """While sharing is stopped the ISS sees that, and nothing else."""
    side, ours = side_of(user), recorded(pairs, user)
    return [
        {
            "him": him,
            "hidden": side == Side.ISS and him.sharing_stopped,
            "next": next(iter(him.running), None),
            "waiting_for_us": him.status == Status.PENDING and him.pk not in ours,
            "ours_is_in": him.pk in ours,
        }
        for him in pairs
    ]
