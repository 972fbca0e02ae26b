"""The list of other services, and one of them."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.paging import page_of
from accounts.roles import Permission, requires
from directory.filters import ServiceFilter
from directory.models import Service


@requires(Permission.SEE_DIRECTORY)
def services(request):
    day = localtime(timezone.now()).date()
    mine = Service.objects.visible_to(request.user)
    found = ServiceFilter(request.GET, mine, day=day)
    page = page_of(found.qs.prefetch_related("areas"), request, by=("name", "pk"))
    keeps = request.user.may(Permission.KEEP_DIRECTORY)
    context = {
        "filter": found,
        "page": page,
        "day": day,
        "keeps": keeps,
        "to_verify": mine.open_on(day).to_verify(day).count() if keeps else 0,
    }
    return render(request, "directory/services.html", context)


@requires(Permission.SEE_DIRECTORY)
def service(request, slug):
    day = localtime(timezone.now()).date()
    mine = Service.objects.visible_to(request.user).select_related("verified_by").prefetch_related("areas")
    found = get_object_or_404(mine, slug=slug)
    keeps = request.user.may(Permission.KEEP_DIRECTORY)
    context = {"service": found, "day": day, "keeps": keeps, "is_open": found.is_open(day)}
    return render(request, "directory/service.html", context)
