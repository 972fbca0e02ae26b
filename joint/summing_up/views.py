"""His file summed up for a meeting: on the screen, and to print."""

from django.shortcuts import render
from django.utils import timezone

import paper
from accounts.roles import Permission, requires
from audit.trail import record, saw
from referrals.views.acting import the_file

from .reading import summary_of


@requires(Permission.SEE_HIS_CONTENT)
def file_summary(request, pk):
    referral, at = the_file(request, pk), timezone.now()
    saw(referral, by=request.user, at=at, page="file_summary")
    return render(request, "joint/summary.html", summary_of(referral, request.user, at=at))


@requires(Permission.SEE_HIS_CONTENT)
def file_summary_pdf(request, pk):
    """The same on paper: that it was taken away is an entry of its own."""
    referral, at = the_file(request, pk), timezone.now()
    content = paper.pdf("paper/his_summary.html", summary_of(referral, request.user, at=at))
    record("summary.taken", referral, by=request.user, at=at)
    return paper.response(content, f"{referral.reference}-summary.pdf")
