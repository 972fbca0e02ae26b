"""The inbox: what I have been told, and what I must acknowledge."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.paging import page_of
from forms import GovForm
from timescales.words import span

from . import actions
from .became import became_of
from .models import Notice
from .reached import reached

URGENT_AT_ONCE = 25
_WITH = ("alert", "climb__rule", "climb__acknowledged_by")


@dataclass(frozen=True)
class Line:
    """A notice in the list, and how long ago it was told."""

    notice: Notice
    ago: str


@login_required
def inbox(request):
    """First what must be acknowledged, the longest waiting on top; then the rest, newest on top."""
    at = timezone.now()
    mine = Notice.objects.visible_to(request.user).select_related("alert")
    show_all = request.GET.get("show") == "all"
    further = "after" in request.GET or "before" in request.GET
    urgent = [] if further else list(mine.unanswered().order_by("pk")[: URGENT_AT_ONCE + 1])
    rest = mine.settled() if show_all else mine.unopened()
    page = page_of(rest, request)
    context = {
        "urgent": _lines(urgent[:URGENT_AT_ONCE], at),
        "more_urgent": len(urgent) > URGENT_AT_ONCE,
        "lines": _lines(page.rows, at),
        "page": page,
        "show_all": show_all,
        "at": at,
    }
    return render(request, "alerts/inbox.html", context)


def _lines(notices, at):
    return [Line(notice, f"{span(at - notice.since)} ago") for notice in notices]


@login_required
def notice(request, pk):
    found = get_object_or_404(Notice.objects.visible_to(request.user).select_related(*_WITH), pk=pk)
    at = timezone.now()
    actions.open_notice(found, at=at)
    context = {
        "notice": found,
        "ago": f"{span(at - found.since)} ago",
        "act": GovForm(),
        "became": became_of(found),
        "reached": reached(found),
    }
    return render(request, "alerts/notice.html", context)


@login_required
@require_POST
def acknowledge(request, pk):
    found = get_object_or_404(Notice.objects.visible_to(request.user).select_related(*_WITH), pk=pk)
    if not found.must_acknowledge:
        messages.info(request, "This did not need to be acknowledged.")
    elif actions.acknowledge(found, by=request.user, at=timezone.now()):
        then = "" if became_of(found) else " Open the file next."
        messages.success(request, f"You have acknowledged “{found.alert.get_kind_display()}”.{then}")
    else:
        messages.info(request, "This has already been acknowledged.")
    return redirect("notice", pk)
