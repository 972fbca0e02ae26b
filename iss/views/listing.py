from django.shortcuts import render
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, requires
from iss.caseload import by_clock, first_promises
from iss.filters import WHOSE, HerFilesFilter
from iss.models import PartnerFile


@requires(Permission.SEE_HER_FILES)
def her_files(request):
    """The caseload by clock; a worker's own first, a manager's whole service."""
    asked = request.GET.copy()
    if asked.get("whose") not in dict(WHOSE):
        asked["whose"] = "all" if request.user.may(Permission.ALLOCATE_HER_FILE) else "mine"
    files = by_clock(PartnerFile.objects.visible_to(request.user))
    filtered = HerFilesFilter(asked, files, request=request)
    page = page_of(filtered.qs, request, by=("due", "pk"))
    context = {
        "page": page,
        "rows": [{"file": file, "promises": first_promises(file)} for file in page.rows],
        "filter": filtered,
        "narrowed": any(asked.get(name) for name in ("status", "reference")),
        "tabs": _tabs(asked),
        "whose": asked["whose"],
        "at": timezone.now(),
    }
    return render(request, "iss/her_files.html", context)


def _tabs(asked):
    tabs = []
    for value, text in WHOSE:
        query = asked.copy()
        query["whose"] = value
        for name in ("after", "before"):
            query.pop(name, None)
        tabs.append({"text": text, "href": f"?{query.urlencode()}", "active": asked["whose"] == value})
    return tabs
