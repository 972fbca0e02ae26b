"""The desk: everything that waits to be checked, by its clock."""

from django.shortcuts import render
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, requires
from intake.desk.queue import ORDER, away, queue, sections


@requires(Permission.ACKNOWLEDGE)
def desk(request):
    at = timezone.now()
    page = page_of(queue(request.user), request, by=ORDER)
    context = {
        "sections": sections(page.rows, at=at),
        "page": page,
        "covers": away(request.user, at=at),
        "at": at,
    }
    return render(request, "intake/queue.html", context)
