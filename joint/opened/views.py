"""Who has opened a file, for the manager of those who keep it. Each side reads of its own people."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, Role, requires
from audit.readings import entries_about, readings
from audit.trail import saw
from iss.models import PartnerFile
from referrals.models import Referral

# Pages whose name in an address says too little
PAGES = {
    "her_reach": "Before contact: what is safe",
    "her_contact": "Log a contact",
    "her_safe_contact": "What is safe: number and address",
    "who_opened_it": "Who has opened this file",
    "details_held": "How to reach her, before it was released",
    "pair": "The pair at the joint table",
}
ISS = (Role.ISS_WORKER, Role.ISS_MANAGER)


@requires(Permission.SEE_READERS)
def her_file_opened(request, pk):
    """Whoever opened her file, those who are not her worker marked."""
    file = get_object_or_404(PartnerFile.objects.visible_to(request.user).select_related("worker"), pk=pk)
    context = {
        "base": "iss/base.html",
        "file": file,
        "caption": file.name,
        "worker": file.worker,
        "hers": True,
    }
    return _opened(request, file, entries_about(file), context)


@requires(Permission.SEE_READERS)
def file_opened(request, pk):
    """Whoever opened his file. When the ISS looks at him says something of her, and is not listed."""
    referral = get_object_or_404(Referral.objects.visible_to(request.user).select_related("man"), pk=pk)
    context = {"base": "base.html", "file": referral, "caption": referral.man.name}
    return _opened(request, referral, entries_about(referral, without_roles=ISS), context)


def _opened(request, thing, entries, context):
    page = page_of(entries, request, by=("-at", "-pk"))
    context |= {"page": page, "readings": readings(page.rows, PAGES)}
    context["gave_reasons"] = any(reading.why for reading in context["readings"])
    response = render(request, "joint/opened.html", context)
    saw(thing, by=request.user, at=timezone.now(), page="who_opened_it")
    return response
