"""A social worker's own list: every referral with how far it has come, who has it, and what is asked."""

from django.shortcuts import render
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, requires
from joint.following.filters import TABS, FollowingFilter, asked_of, on_tab
from joint.following.lines import lines, with_what_is_shown
from referrals.models import Referral
from referrals.views.lists import referral_list, remember_the_list

ASKED_UP_TO = 100
# Each is drawn with its eight steps: of twenty-five the page would weigh 95 kilobytes
A_PAGE = 15


@requires(Permission.SEE_HIS_FILES)
def referrals(request):
    """To each their own list of his files."""
    if request.user.may(Permission.REFER):
        return my_referrals(request)
    return referral_list(request)


@requires(Permission.REFER)
def my_referrals(request):
    at = timezone.now()
    tab = request.GET.get("show") if request.GET.get("show") in TABS else ""
    seen = Referral.objects.visible_to(request.user)
    filters = FollowingFilter(request.GET, on_tab(seen, tab), user=request.user, request=request)
    remember_the_list(request)
    page = page_of(with_what_is_shown(filters.qs), request, by=("-newest", "-pk"), size=A_PAGE)
    context = {
        "filter": filters,
        "tabs": _tabs(request, tab),
        "page": page,
        "lines": lines(request.user, page.rows, at=at),
        "asked_in_all": seen.filter(asked_of(request.user))[:ASKED_UP_TO].count(),
        "refers": seen.exists,
        "everything": tab == "all",
        "clear": f"{request.path}?show={tab}" if tab else request.path,
        "at": at,
    }
    return render(request, "joint/following.html", context)


def _tabs(request, tab):
    """The search and the filters stay as they are."""
    kept = request.GET.copy()
    for name in ("show", "after", "before"):
        kept.pop(name, None)
    found = []
    for name, words in TABS.items():
        query = kept.copy()
        if name:
            query["show"] = name
        found.append({"text": words, "href": f"?{query.urlencode()}", "active": name == tab})
    return found
