from django.contrib.postgres.aggregates import BoolOr
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.cover import any_cover, away_for, covers_of
from accounts.paging import SIZE, first_page, page_of
from accounts.roles import Permission, requires
from forms import GovForm
from iss.caseload import counts
from iss.filters import WHOSE, HerFilesFilter
from iss.lists import Caseload, caseload_of, promises_of, with_what_is_shown
from iss.models import PartnerFile
from iss.statuses import HerStatus

LIST, BY_CLOCK = "list of her files", ("due", "pk")
NARROWED = ("status", "reference", "due", "quiet", "worker")
NUMBERS = (
    ("late", "Late", "due", "late", "late"),
    ("soon", "Due within a week", "due", "soon", "soon"),
    ("later", "Nothing due within a week", "due", "later", ""),
    ("quiet", "Not in touch lately", "quiet", "on", ""),
)


@requires(Permission.SEE_HER_FILES)
def her_files(request):
    """The caseload by clock; a worker's own first, a manager's whole service. It is kept as it was left."""
    at, user = timezone.now(), request.user
    asked = request.GET.copy()
    if asked.get("whose") not in dict(WHOSE):
        asked["whose"] = "all" if user.may(Permission.ALLOCATE_HER_FILE) else "mine"
    remember_the_list(request)
    caseload = _caseload(asked, request, at)
    # None where nothing was counted: then it was not looked for either
    covers = caseload.any_cover is not False
    away = list(away_for(user, at=at).order_by("name")) if covers else []
    filtered = HerFilesFilter(asked, PartnerFile.objects.visible_to(user), request=request, at=at)
    page = _page(filtered, caseload.rows, request)
    promises = promises_of(page.rows)
    context = {
        "page": page,
        "rows": [{"file": row, "promises": promises[row.pk]} for row in page.rows],
        "filter": filtered,
        "narrowed": any(asked.get(name) for name in NARROWED),
        "clear": f"?whose={asked['whose']}",
        "numbers": _numbers(asked, caseload.numbers),
        "tabs": _tabs(asked, away) + _team(user),
        "whose": asked["whose"],
        "away": away,
        "my_covers": covers_of(user.pk, at=at) if covers else [],
        "act": GovForm(),
        "at": at,
    }
    return render(request, "iss/her_files.html", context)


def remember_the_list(request):
    """So that the way back from her file leads to the same page and filters."""
    if request.session.get(LIST) != request.GET.urlencode():
        request.session[LIST] = request.GET.urlencode()


def the_list(request):
    """The address of the list as the person last saw it."""
    return f"{reverse('her_files')}?{request.session.get(LIST, '')}".rstrip("?")


def _page(filtered, first, request):
    """``first``: the rows with which the list begins while nothing is asked for; None where that is not known."""
    if first is None or filtered.is_bound or any(request.GET.get(name) for name in ("after", "before")):
        return page_of(with_what_is_shown(filtered.qs), request, by=BY_CLOCK)
    return first_page(first, request, by=BY_CLOCK)


def _caseload(asked, request, at):
    """Counts over whosever files the tab shows and the worker that is chosen; and whether the person has any cover."""
    user, worker = request.user, asked.get("worker")
    known = None if worker else caseload_of(user, SIZE + 1, whose=asked["whose"], at=at)
    if known:
        return known
    files = PartnerFile.objects.visible_to(user).exclude(status=HerStatus.CLOSED)
    counted = HerFilesFilter(_whole(asked), files, request=request, at=at).qs
    day = timezone.localtime(at).date()
    found = counted.aggregate(**counts(at), covers=BoolOr(any_cover(user, day=day)))
    return Caseload(rows=None, any_cover=found.pop("covers"), numbers=found)


def _whole(asked):
    whole = asked.copy()
    for name in ("due", "quiet", "status", "reference", "after", "before"):
        whole.pop(name, None)
    return whole


def _numbers(asked, found):
    """Each opens the list it counts."""
    whole, numbers = _whole(asked), []
    for key, label, name, value, tone in NUMBERS:
        query = whole.copy()
        query[name] = value
        numbers.append(
            {
                "value": found[key],
                "label": label,
                "href": f"?{query.urlencode()}",
                "tone": tone if found[key] else "",
            }
        )
    return numbers


def _team(user):
    """Who has how much, beside whose files these are."""
    href = reverse("her_team")
    return [{"text": "Worker by worker", "href": href}] if user.may(Permission.ALLOCATE_HER_FILE) else []


def _tabs(asked, away):
    """The other filters stay as they are. Who stands in for nobody has no such tab."""
    tabs = []
    for value, text in WHOSE:
        if value == "covered" and not away and asked["whose"] != value:
            continue
        query = asked.copy()
        query["whose"] = value
        for name in ("after", "before"):
            query.pop(name, None)
        tabs.append({"text": text, "href": f"?{query.urlencode()}", "active": asked["whose"] == value})
    return tabs
