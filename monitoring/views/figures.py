"""The figures: counts of the whole region, each with its definition."""

from django.shortcuts import render
from django.utils import timezone

from accounts.roles import Permission, requires
from monitoring.figures import DEFINITIONS, Audience, Period, compute
from monitoring.figures_page import tables
from monitoring.figures_page.asking import FiguresForm


@requires(Permission.SEE_FIGURES)
def figures(request):
    """Of all time, or of what was received between two days, and of a part of it; as known now."""
    at = timezone.now()
    form = FiguresForm(request.GET or None, user=request.user, at=at)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    period = Period(first=asked.get("first_day"), last=asked.get("last_day"), as_at=at, only=form.only)
    found = compute(period, Audience.INTERNAL)
    context = {
        "form": form,
        "period": period,
        "tables": tables(found, DEFINITIONS),
        "active": bool(period.first or period.last or form.in_words),
        "own": form.own and request.user.organisation,
        "chosen": form.in_words,
        "may_release": request.user.may(Permission.RELEASE_FIGURES),
        "at": at,
    }
    return render(request, "monitoring/figures.html", context)
