from django.shortcuts import render
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, requires
from joint.caseload import by_clock, recorded
from joint.filters import SHOW, PairsFilter
from joint.models import Pair, Side
from referrals.statuses import Status

from .pages import side_of


@requires(Permission.JOINT_TABLE)
def joint(request):
    """Men at the table: what is due first stands first."""
    asked = request.GET.copy()
    if asked.get("show") not in dict(SHOW):
        asked["show"] = "all"
    filtered = PairsFilter(asked, by_clock(Pair.objects.visible_to(request.user)), request=request)
    page = page_of(filtered.qs, request, by=("due", "pk"))
    context = {
        "page": page,
        "rows": _rows(page.rows, request.user),
        "filter": filtered,
        "narrowed": bool(asked.get("reference")),
        "tabs": [{"text": t, "href": f"?show={v}", "active": asked["show"] == v} for v, t in SHOW],
        "at": timezone.now(),
    }
    return render(request, "joint/joint.html", context)


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
