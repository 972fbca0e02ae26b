from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from iss.overview import HER_FILE, overview

from .listing import the_list


@requires(Permission.SEE_HER_FILES)
def her_file(request, pk):
    at = timezone.now()
    file = HER_FILE.first(request.user, pk=pk, at=at)
    if file is None:
        raise Http404("There is no such file.")
    saw(file, by=request.user, at=at)
    context = {
        "file": file,
        "at": at,
        "act": GovForm(),
        "back": the_list(request),
        **overview(file, request.user, at),
    }
    return render(request, "iss/her_file.html", context)
