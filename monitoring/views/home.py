"""Home: what waits for me."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone

from monitoring.work import desk, news


def home(request):
    """Whoever comes to the demonstration without signing in is shown who they can be."""
    if settings.DEMO and not request.user.is_authenticated:
        return redirect("demonstration")
    return my_work(request)


@login_required
def my_work(request):
    at = timezone.now()
    mine = desk(request.user, at=at)
    mine.sections.append(news(request.user, here=request.signed_in, at=at))
    return render(request, "monitoring/home.html", {"desk": mine, "at": at})
