from django.shortcuts import render
from django.utils import timezone

from accounts.roles import Permission, requires
from forms import GovForm

from .reading import WORDS, team


@requires(Permission.ALLOCATE_HER_FILE)
def her_team(request):
    """The whole service, worker by worker; every number opens the list it counts."""
    at = timezone.now()
    context = {
        "lines": team(request.user, at=at),
        "columns": WORDS.values(),
        "today": timezone.localdate(at),
        "act": GovForm(),
        "at": at,
    }
    return render(request, "iss/team.html", context)
