from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from iss.models import PartnerFile
from iss.overview import overview, what_there_is

from .listing import the_list


@requires(Permission.SEE_HER_FILES)
def her_file(request, pk):
    at = timezone.now()
    files = PartnerFile.objects.visible_to(request.user).annotate(**what_there_is(at))
    file = get_object_or_404(files.select_related("worker", "provider", "area", "referral__man"), pk=pk)
    saw(file, by=request.user, at=at)
    context = {
        "file": file,
        "at": at,
        "act": GovForm(),
        "back": the_list(request),
        **overview(file, request.user, at),
    }
    return render(request, "iss/her_file.html", context)
