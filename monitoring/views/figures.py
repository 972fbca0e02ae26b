"""The figures: counts of the whole region, each with its definition."""

from django.shortcuts import render
from django.utils import timezone

from accounts.roles import Permission, requires
from monitoring.figures import DEFINITIONS, Audience, Period, compute
from monitoring.figures_page import tables
from monitoring.forms.settings import FiguresForm


@requires(Permission.SEE_FIGURES)
def figures(request):
    """Of all time, or of what was received between two days; as known now."""
    at = timezone.now()
    form = FiguresForm(request.GET or None, at=at)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    period = Period(first=asked.get("first_day"), last=asked.get("last_day"), as_at=at)
    found = compute(period, Audience.INTERNAL)
    context = {
        "form": form,
        "period": period,
        "tables": tables(found, DEFINITIONS),
        "active": bool(period.first or period.last),
        "may_release": request.user.may(Permission.RELEASE_FIGURES),
        "at": at,
    }
    return render(request, "monitoring/figures.html", context)
