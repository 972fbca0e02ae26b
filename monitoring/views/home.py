"""Home: what waits for me."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from monitoring.work import desk


@login_required
def home(request):
    at = timezone.now()
    return render(request, "monitoring/home.html", {"desk": desk(request.user, at=at), "at": at})
