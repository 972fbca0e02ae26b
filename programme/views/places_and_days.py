"""Venues, and days on which nobody meets."""

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import press
from accounts.roles import Permission, requires
from programme.actions import close_days, reopen_days
from programme.actions.venues import write_venue
from programme.foreseen import foreseen
from programme.forms.changing import ClosureForm, VenueForm
from programme.models import Closure, Venue
from programme.schedule import bank_holidays_between

P = Permission.MANAGE_PROGRAMME
A_YEAR = timedelta(days=365)


@requires(P)
def venues(request):
    rows = Venue.objects.visible_to(request.user).select_related("area").order_by("area__name", "name")
    return render(request, "programme/venues.html", {"venues": rows})


@requires(P)
def new_venue(request):
    return _write(request, None)


@requires(P)
def change_venue(request, pk):
    return _write(request, get_object_or_404(Venue.objects.visible_to(request.user), pk=pk))


def _write(request, venue):
    at = timezone.now()
    form = VenueForm(request.POST or None, venue=venue, at=at)
    if request.method == "POST" and form.is_valid():
        written = write_venue(venue, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, f"{written} is saved.")
        return redirect("venues")
    return render(request, "programme/venue.html", {"form": form, "venue": venue})


@requires(P)
def days_off(request):
    today = timezone.localtime(timezone.now()).date()
    closures = Closure.objects.visible_to(request.user).select_related("venue", "area")
    context = {
        "coming": closures.filter(to_date__gte=today).order_by("from_date", "pk"),
        "holidays": bank_holidays_between(today, today + A_YEAR),
    }
    return render(request, "programme/days_off.html", context)


@requires(P)
def close(request):
    """Asked twice: which sessions it cancels is shown before it is done."""
    at = timezone.now()
    form = ClosureForm(request.POST or None, at=at)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        act = partial(close_days, by=request.user, at=at, **facts)
        seen = f"{form.cleaned_data['where']} {facts['from_date']} {facts['to_date']}"
        if request.POST.get("seen") == seen:
            messages.success(request, _closed(act()))
            return redirect("days_off")
        context |= {"lines": foreseen(act, at=at), "seen": seen}
    return render(request, "programme/close_days.html", context)


def _closed(number):
    if not number:
        return "Saved. No session was planned in those days."
    sessions = "1 session is" if number == 1 else f"{number} sessions are"
    return f"Saved. {sessions} cancelled, and as many are planned at the end. Please tell the men."


@requires(P)
@require_POST
def open_again(request, pk):
    closure = get_object_or_404(Closure.objects.visible_to(request.user), pk=pk)
    at = timezone.now()
    return press(
        request,
        lambda: reopen_days(closure, by=request.user, at=at),
        done="Sessions may be planned then. Those that were cancelled stay cancelled.",
        then="days_off",
    )
