"""The overview: the service in charts, each with the numbers it is drawn of."""

from django.shortcuts import render
from django.utils import timezone

from accounts.roles import Permission, requires
from monitoring.figures_page.asking import own_provider
from monitoring.quarters.forms import PartForm
from monitoring.replica import from_the_replica

from .making import charts_of


@requires(Permission.SEE_FIGURES)
def overview(request):
    """Support services see their own part; everybody may choose an area. Targets are of the whole region."""
    at = timezone.now()
    form = PartForm(request.GET or None, at=at)
    area, area_name = form.part
    part = {"area": area, "provider": own_provider(request.user)}
    whole, user = not any(part.values()), request.user
    charts, copied_at = from_the_replica(
        lambda: charts_of(user, part, at=at, targets=whole), user=user, at=at
    )
    context = {
        "charts": charts,
        "copied_at": copied_at,
        "form": form,
        "active": bool(area),
        "area_name": area_name,
        "own": part["provider"] and request.user.organisation,
        "whole": whole,
        "at": at,
    }
    return render(request, "monitoring/overview.html", context)
