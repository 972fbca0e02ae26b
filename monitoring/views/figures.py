"""The figures: counts of the whole region, each with its definition; and of one area for its children's services."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.roles import Permission, requires
from monitoring.behind.links import links
from monitoring.figures import DEFINITIONS, WITHIN, Audience, compute
from monitoring.figures.facts import Facts
from monitoring.figures.quarter import Quarter
from monitoring.figures.spread import spread
from monitoring.figures_page import tables
from monitoring.figures_page.asking import AreaFiguresForm, FiguresForm
from monitoring.figures_page.sides import may_know_of_hers, of_area, without_hers, words_without_hers
from monitoring.overview import board
from monitoring.quarters.page import page
from monitoring.summary import facts_of


@requires(Permission.SEE_FIGURES)
def figures(request):
    """Of all time, or of what was received between two days, and of a part of it; as known now."""
    at = timezone.now()
    form = FiguresForm(request.GET or None, user=request.user, at=at)
    period = form.period(at)
    facts = facts_of(period)
    found = compute(period, Audience.INTERNAL, facts=facts)
    found |= {name: figure(facts) for name, figure in WITHIN.items()}
    narrowed = bool(period.first or period.last or form.in_words)
    both_sides = may_know_of_hers(request.user, narrowed=narrowed)
    if not both_sides:
        found = without_hers(found)
    definitions = DEFINITIONS if both_sides else words_without_hers(DEFINITIONS)
    context = {
        "form": form,
        "period": period,
        "tables": tables(found, definitions, links(request), spread(facts)),
        "active": narrowed,
        "both_sides": both_sides,
        "own": form.own and request.user.organisation,
        "chosen": form.in_words,
        "leads_to_cases": request.user.may(Permission.SEE_CASES_BEHIND),
        "at": at,
    }
    return render(request, "monitoring/figures.html", context)


@requires(Permission.SEE_AREA_FIGURES)
def area_figures(request):
    """Of an area of those who ask, and of referrals alone."""
    at = timezone.now()
    form = AreaFiguresForm(request.GET or None, user=request.user, at=at)
    context = {"form": form, "area": form.own_area, "own": request.user.organisation, "at": at}
    if form.own_area:
        period = form.period(at)
        facts = Facts(period)
        everything = compute(period, Audience.INTERNAL, facts=facts)
        found = of_area(everything, form.own_area.name)
        spreads = spread(facts)
        context |= {
            "charts": _area_charts(everything, spreads),
            "quarter": page(Quarter.of(localtime(at).date()), at=at, area=form.own_area.pk, hers=False),
            "tables": tables(found, words_without_hers(DEFINITIONS), links(request), spreads),
            "chosen": form.in_words,
            "active": bool(request.GET),
        }
    return render(request, "monitoring/area_figures.html", context)


def _area_charts(figures, spreads):
    return [board.funnel(figures), board.completion(figures), board.referred(figures), board.waiting(spreads)]
