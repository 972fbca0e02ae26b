"""The overview: the service in charts, each with the numbers it is drawn of."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.roles import Permission, requires
from monitoring.figures import Audience, Only, Period, compute
from monitoring.figures.change import change
from monitoring.figures.facts import Facts
from monitoring.figures.quarter import Quarter
from monitoring.figures.spread import spread
from monitoring.figures_page import words
from monitoring.figures_page.asking import own_provider
from monitoring.figures_page.sides import may_know_of_hers
from monitoring.models import Target
from monitoring.quarters.forms import PartForm
from monitoring.quarters.page import aims_of

from . import board, changes
from .months import promises_by_month, sessions_a_week


@requires(Permission.SEE_FIGURES)
def overview(request):
    """Support services see their own part; everybody may choose an area. Targets are of the whole region."""
    at = timezone.now()
    form = PartForm(request.GET or None, at=at)
    area, area_name = form.part
    part = {"area": area, "provider": own_provider(request.user)}
    whole = not any(part.values())
    context = {
        "charts": _charts(request.user, part, at=at, targets=whole),
        "form": form,
        "active": bool(area),
        "area_name": area_name,
        "own": part["provider"] and request.user.organisation,
        "whole": whole,
        "at": at,
    }
    return render(request, "monitoring/overview.html", context)


def _charts(user, part, *, at, targets):
    period = Period(as_at=at, only=Only(**part))
    of_hers = may_know_of_hers(user, narrowed=bool(part["area"]))
    figures, promises = compute(period, Audience.INTERNAL), promises_by_month(at=at, **part, hers=of_hers)
    day = localtime(at).date()
    aims = aims_of(Quarter.of(day)) if targets else {}
    weekly = Target.objects.a_week("sessions_held", day) if targets else None
    found = [
        board.funnel(figures),
        board.completion(figures),
        board.referred(figures, aims.get("referrals")),
        board.waiting(spread(Facts(period))),
        board.sessions(sessions_a_week(at=at, **part), weekly),
        board.engagement(figures["fig25"], "source", words.SOURCES),
        board.promises_by_month(promises),
    ]
    changed = change(Facts(period))
    if of_hers:
        found.append(changes.hers(changed))
    found.append(changes.first_and_last(changed, of_hers=of_hers))
    if not part["area"]:
        found.insert(5, board.engagement(figures["fig24"], "area", {}))
        found.append(board.promises_by_area(promises))
    return found
