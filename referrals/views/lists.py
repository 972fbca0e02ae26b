from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.paging import SIZE, first_page, page_of
from accounts.roles import Permission, Role, requires
from referrals.filters import NEWEST_FIRST, ReferralFilter, current
from referrals.late import LONGEST_OVERDUE_FIRST
from referrals.lists import lines, newest_of, with_what_is_shown
from referrals.models import Referral

LIST = "list of his files"
HEADINGS = {Role.SPOC: "Referrals to check"}
NOTHING = {Role.SPOC: "Every referral has been checked and passed on."}


@requires(Permission.SEE_HIS_FILES)
def referral_list(request):
    """The files a person of My Time may see, newest first or longest overdue first. Social workers have a list of their own (joint/following)."""
    at = timezone.now()
    everything = request.GET.get("show") == "all"
    filters, page = _first(request, everything, at) or _found(request, everything, at)
    remember_the_list(request)
    context = {
        "heading": HEADINGS.get(request.user.role, "Referrals"),
        "filter": filters,
        "everything": everything,
        "longest_overdue_first": filters.order == LONGEST_OVERDUE_FIRST,
        "lines": lines(request.user, page.rows),
        "page": page,
        "tabs": _tabs(request, everything),
        "may_reassign": request.user.may(Permission.REASSIGN),
        "nothing": NOTHING.get(request.user.role, "No file is with you or your area at present."),
        "clear": f"{request.path}?show=all" if everything else request.path,
        "at": at,
    }
    return render(request, "referrals/list.html", context)


def _first(request, everything, at):
    """The filters and the first page where nothing is asked for; None where somebody asks, or it has to be written."""
    further = any(request.GET.get(name) for name in ("after", "before"))
    if further or ReferralFilter.asked_in(request.GET):
        return None
    rows = newest_of(request.user, SIZE + 1, everything=everything)
    if rows is None:
        return None
    filters = ReferralFilter(request.GET, None, user=request.user, at=at, request=request)
    return filters, first_page(rows, request, by=NEWEST_FIRST)


def _found(request, everything, at):
    """The filters and their page: by two words at once where two are asked, and else, or if nothing is found, by one."""
    seen = Referral.objects.visible_to(request.user)
    files = seen if everything else current(seen)
    for by_two in (True, False):
        filters = ReferralFilter(request.GET, files, user=request.user, at=at, request=request, by_two=by_two)
        page = page_of(with_what_is_shown(filters.qs), request, by=filters.order)
        if page.rows or not filters.by_two:
            break
    return filters, page


def remember_the_list(request):
    """So that the way back from a file leads to the same page, search and filters."""
    if request.session.get(LIST) != request.GET.urlencode():
        request.session[LIST] = request.GET.urlencode()


def the_list(request):
    """The address of the list as the person last saw it."""
    return f"{reverse('referrals')}?{request.session.get(LIST, '')}".rstrip("?")


def _tabs(request, everything):
    """Current files and all; the search and the filters stay as they are."""
    kept = request.GET.copy()
    for name in ("show", "after", "before"):
        kept.pop(name, None)
    now = f"?{kept.urlencode()}"
    kept["show"] = "all"
    return [
        {"text": "Current", "href": now, "active": not everything},
        {"text": "All", "href": f"?{kept.urlencode()}", "active": everything},
    ]
