"""A quarter beside those before it, and the targets it is measured against."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.asking import ask, press
from accounts.roles import Permission, requires
from forms import GovForm
from monitoring.figures.quarter import Quarter
from monitoring.figures_page.asking import own_provider
from monitoring.figures_page.sides import may_know_of_hers
from monitoring.models import Target
from monitoring.replica import from_the_replica

from . import actions
from .forms import PartForm, TargetForm
from .page import page

FIRST_YEAR = 2017


@requires(Permission.SEE_FIGURES)
def this_quarter(request):
    now = Quarter.of(localtime(timezone.now()).date())
    return redirect("quarter", now.year, now.number)


@requires(Permission.SEE_FIGURES)
def quarter(request, year, number):
    """Support services see their own part; everybody may choose an area. Nothing is known of quarters to come."""
    at = timezone.now()
    now = Quarter.of(localtime(at).date())
    if number not in (1, 2, 3, 4) or not Quarter(FIRST_YEAR, 1) <= Quarter(year, number) <= now:
        raise Http404
    shown, form = Quarter(year, number), PartForm(request.GET or None, at=at)
    area, area_name = form.part
    part = {"area": area, "provider": own_provider(request.user)}
    hers = may_know_of_hers(request.user, narrowed=bool(area))
    found, copied_at = from_the_replica(
        lambda: page(shown, at=at, **part, hers=hers), user=request.user, at=at
    )
    context = {
        "page": found,
        "copied_at": copied_at,
        "quarter": shown,
        "runs": shown == now,
        "earlier": shown.previous if shown > Quarter(FIRST_YEAR, 1) else None,
        "later": shown.next if shown < now else None,
        "form": form,
        "active": bool(area),
        "area_name": area_name,
        "own": part["provider"] and request.user.organisation,
        "may_set": request.user.may(Permission.SET_TARGETS),
        "at": at,
    }
    return render(request, "monitoring/quarter.html", context)


@requires(Permission.SEE_FIGURES)
def targets(request):
    at = timezone.now()
    found = Target.objects.visible_to(request.user).order_by("measure", "-first_day")
    context = {
        "targets": found,
        "today": localtime(at).date(),
        "may_set": request.user.may(Permission.SET_TARGETS),
        "act": GovForm(),
    }
    return render(request, "monitoring/targets.html", context)


@requires(Permission.SET_TARGETS)
def new_target(request):
    at = timezone.now()
    form = TargetForm(request.POST or None, at=at)
    return ask(
        request,
        form,
        lambda: actions.set_target(**form.cleaned_data, by=request.user, at=at),
        done=lambda target: f"The target is set. {target}.",
        then="targets",
        template="monitoring/target_new.html",
        context={},
    )


@requires(Permission.SET_TARGETS)
def end(request, pk):
    """Asked once more, because what it was measured against changes for everybody."""
    target = get_object_or_404(Target.objects.visible_to(request.user), pk=pk)
    form = GovForm(request.POST or None)
    if request.method == "POST":
        at = timezone.now()
        return press(
            request,
            lambda: actions.end_target(target, by=request.user, at=at),
            done="The target has ended.",
            then="targets",
        )
    return render(request, "monitoring/target_end.html", {"form": form, "target": target})
