"""The overview: the service in charts, each with the numbers it is drawn of."""

from django.shortcuts import render
from django.utils import timezone

from accounts.roles import Permission, requires
from monitoring.figures_page.asking import own_provider
from monitoring.quarters.forms import PartForm

from .making import charts_of


@requires(Permission.SEE_FIGURES)
def overview(request):
    """Support services see their own part; everybody may choose an area. Targets are of the whole region."""
    at = timezone.now()
    form = PartForm(request.GET or None, at=at)
    area, area_name = form.part
    part = {"area": area, "provider": own_provider(request.user)}
    whole = not any(part.values())
    context = {
        "charts": charts_of(request.user, part, at=at, targets=whole),
        "form": form,
        "active": bool(area),
        "area_name": area_name,
        "own": part["provider"] and request.user.organisation,
        "whole": whole,
        "at": at,
    }
    return render(request, "monitoring/overview.html", context)
