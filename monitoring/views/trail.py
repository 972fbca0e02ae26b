"""The trail: what was done and seen, by whom, for the data-protection officer."""

from django.shortcuts import render
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, requires
from audit.models import Entry, Seal
from monitoring import trail as reading
from monitoring.forms.settings import TrailForm


@requires(Permission.SEE_TRAIL)
def trail(request):
    at = timezone.now()
    form = TrailForm(request.GET or None, at=at)
    asked = {}
    if form.is_bound and form.is_valid():
        asked = {name: value for name, value in form.cleaned_data.items() if value}
    entries = reading.search(Entry.objects.visible_to(request.user), **asked)
    page = page_of(entries, request, by=("-at", "-pk"))
    if asked:
        reading.searched(asked, by=request.user, at=at)
    context = {
        "form": form,
        "lines": reading.lines(page.rows),
        "page": page,
        "active": bool(asked),
        "seal": Seal.objects.visible_to(request.user).order_by("-number").first(),
    }
    return render(request, "monitoring/trail.html", context)
