"""The trail: what was done and seen, by whom, for the data-protection officer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.paging import page_of
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.models import Entry, Head, Seal
from audit.trail import record
from monitoring import trail as reading
from monitoring.extract.writing import sheet
from monitoring.forms.settings import TrailForm
from paper import downloads


@requires(Permission.SEE_TRAIL)
def trail(request):
    at = timezone.now()
    form, asked = _asked(request, at)
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
        "query": request.GET.urlencode(),
    }
    return render(request, "monitoring/trail.html", context)


def _asked(request, at):
    """The search form, and what it asks for: nothing where it is empty or wrong."""
    form = TrailForm(request.GET or None, at=at)
    if not (form.is_bound and form.is_valid()):
        return form, {}
    return form, {name: value for name, value in form.cleaned_data.items() if value}


@requires(Permission.SEE_TRAIL)
def trail_export(request):
    """What a search finds as a spreadsheet; taking it away is an entry too."""
    at = timezone.now()
    form, asked = _asked(request, at)
    entries = reading.search(Entry.objects.visible_to(request.user), **asked)
    try:
        if form.is_bound and form.errors:
            raise Refused("Put the search right first.")
        rows = reading.exported(entries, asked, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("trail")
    content = sheet(reading.HEADER, rows).encode()
    return downloads.response(content, f"trail-{at:%Y-%m-%d}.csv", "text/csv; charset=utf-8")


@requires(Permission.SEE_TRAIL)
def trail_heads(request):
    """The seal of each day, to be kept away from this site."""
    heads = Head.objects.visible_to(request.user)
    return render(
        request, "monitoring/trail_heads.html", {"page": page_of(heads, request, by=("-day", "-pk"))}
    )


@requires(Permission.SEE_TRAIL)
def trail_heads_file(request):
    """All of them as text, a line a day: what ``verify_trail --heads`` reads."""
    at, heads = timezone.now(), Head.objects.visible_to(request.user).order_by("day")
    record("trail.heads_taken", request.user, by=request.user, at=at)
    content = "".join(f"{head}\n" for head in heads).encode()
    return downloads.response(content, f"heads-of-the-trail-{at:%Y-%m-%d}.txt", "text/plain; charset=utf-8")
