"""Her file summed up for a meeting: on the screen, and to print."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

import paper
from accounts.roles import Permission, requires
from audit.trail import record, saw
from iss.models import PartnerFile

from .reading import summary_of


@requires(Permission.SEE_HER_FILES)
def her_summary(request, pk):
    file, at = _file(request, pk), timezone.now()
    saw(file, by=request.user, at=at, page="her_summary")
    return render(request, "iss/summary.html", summary_of(file, request.user, at=at))


@requires(Permission.SEE_HER_FILES)
def her_summary_pdf(request, pk):
    """The same on paper: that it was taken away is an entry of its own."""
    file, at = _file(request, pk), timezone.now()
    content = paper.pdf("paper/her_summary.html", summary_of(file, request.user, at=at))
    record("summary.taken", file, by=request.user, at=at)
    return paper.response(content, f"{file.reference}-summary.pdf")


def _file(request, pk):
    files = PartnerFile.objects.visible_to(request.user).select_related("worker", "provider", "area")
    return get_object_or_404(files, pk=pk)
