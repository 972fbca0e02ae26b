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
from monitoring.replica import from_the_replica
from monitoring.summary import facts_of


@requires(Permission.SEE_FIGURES)
def figures(request):
    """Of all time, or of what was received between two days, and of a part of it; as known now."""
    at = timezone.now()
    form = FiguresForm(request.GET or None, user=request.user, at=at)
    period = form.period(at)
    (found, spreads), copied_at = from_the_replica(lambda: _everything(period), user=request.user, at=at)
    narrowed = bool(period.first or period.last or form.in_words)
    both_sides = may_know_of_hers(request.user, narrowed=narrowed)
    if not both_sides:
        found = without_hers(found)
    definitions = DEFINITIONS if both_sides else words_without_hers(DEFINITIONS)
    context = {
        "form": form,
        "period": period,
        "tables": tables(found, definitions, links(request), spreads),
        "active": narrowed,
        "both_sides": both_sides,
        "own": form.own and request.user.organisation,
        "chosen": form.in_words,
        "leads_to_cases": request.user.may(Permission.SEE_CASES_BEHIND),
        "copied_at": copied_at,
        "at": at,
    }
    return render(request, "monitoring/figures.html", context)


def _everything(period):
    facts = facts_of(period)
    found = compute(period, Audience.INTERNAL, facts=facts)
    return found | {name: figure(facts) for name, figure in WITHIN.items()}, spread(facts)


@requires(Permission.SEE_AREA_FIGURES)
def area_figures(request):
    """Of an area of those who ask, and of referrals alone."""
    at = timezone.now()
    form = AreaFiguresForm(request.GET or None, user=request.user, at=at)
    context = {"form": form, "area": form.own_area, "own": request.user.organisation, "at": at}
    if form.own_area:
        (everything, spreads, quarter), copied_at = from_the_replica(
            lambda: _of_the_area(form, at), user=request.user, at=at
        )
        found = of_area(everything, form.own_area.name)
        context |= {
            "charts": _area_charts(everything, spreads),
            "quarter": quarter,
            "tables": tables(found, words_without_hers(DEFINITIONS), links(request), spreads),
            "copied_at": copied_at,
            "chosen": form.in_words,
            "active": bool(request.GET),
        }
    return render(request, "monitoring/area_figures.html", context)


def _of_the_area(form, at):
    period = form.period(at)
    facts = Facts(period)
    everything = compute(period, Audience.INTERNAL, facts=facts)
    quarter = page(Quarter.of(localtime(at).date()), at=at, area=form.own_area.pk, hers=False)
    return everything, spread(facts), quarter


def _area_charts(figures, spreads):
    return [board.funnel(figures), board.completion(figures), board.referred(figures), board.waiting(spreads)]
