"""What the programme does and why, for everybody; how complete its measures are, for those who see figures."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.roles import Permission, requires
from monitoring.figures_page.asking import own_provider

from .benchmark import PRINCIPLES, evidence
from .chain import ACTIVITIES
from .completeness import taken
from .page import columns, outcomes, stages


@login_required
def theory(request):
    """The chain. Counts of the region stand beside it for the commissioner and My Time; a service sees its own elsewhere."""
    at = timezone.now()
    found = taken(at=at) if _sees_counts(request.user) else None
    context = {
        "activities": ACTIVITIES,
        "outcomes": outcomes(found, day=localtime(at).date()),
        "stages": stages(found) if found else [],
        "columns": columns(),
        "sees_figures": request.user.may(Permission.SEE_FIGURES),
        "at": at,
    }
    return render(request, "monitoring/theory.html", context)


@requires(Permission.SEE_FIGURES)
def benchmark(request):
    """Good practice, what the evaluation found, and what can be shown now."""
    at = timezone.now()
    shown = evidence(at=at) if _sees_counts(request.user) else None
    rows = [(principle, principle.number(shown) if shown else "") for principle in PRINCIPLES]
    return render(request, "monitoring/benchmark.html", {"rows": rows, "counts": shown is not None, "at": at})


def _sees_counts(user):
    return user.may(Permission.SEE_FIGURES) and not own_provider(user)
