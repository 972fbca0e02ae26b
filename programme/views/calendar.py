"""The calendar of sessions, and the secret address under which a facilitator's own calendar is read."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Permission, requires
from programme.actions import make_feed, revoke_feed
from programme.calendar import DAY_NAMES, FORTNIGHT, agenda_from, closures_of, day_of, month_of, weeks_of
from programme.feed import events_of, owner_of
from programme.forms.sessions import CalendarForm
from programme.ical import calendar as calendar_file
from programme.models import CalendarFeed, Group, Session
from programme.stirring import rule_in_words

MONTH, AGENDA = "month", "agenda"


@requires(Permission.RUN_SESSIONS)
def calendar(request):
    at = timezone.now()
    today = timezone.localtime(at).date()
    form = CalendarForm(request.GET, groups=Group.objects.visible_to(request.user), at=at)
    chosen = form.cleaned_data if form.is_valid() else {}
    group, mine = chosen.get("group"), chosen.get("mine")
    sessions = Session.objects.visible_to(request.user)
    if group:
        sessions = sessions.filter(group=group)
    rows = (sessions, closures_of(request.user, group))
    kept = {"led_by": request.user if mine else None, "at": at}
    if request.GET.get("view") == AGENDA:
        first = day_of(request.GET.get("from"), today)
        context = {"view": AGENDA, "days": agenda_from(first, *rows, **kept), "first": first}
        context |= _links(request, AGENDA, "from", first - FORTNIGHT, first + FORTNIGHT, today)
    else:
        month = month_of(request.GET.get("month"), today)
        context = {"view": MONTH, "weeks": weeks_of(month, *rows, **kept), "month": month}
        context["day_names"] = DAY_NAMES
        before, after = month - timedelta(days=1), month + timedelta(days=32)
        context |= _links(request, MONTH, "month", f"{before:%Y-%m}", f"{after:%Y-%m}", f"{today:%Y-%m}")
    context |= {
        "form": form,
        "today": today,
        "upsetting": rule_in_words(),
        "active": bool(group or mine),
        "views": _views(request, context["view"]),
    }
    return render(request, "programme/calendar.html", context)


def _query(request, **changed):
    """The address with what was chosen kept and ``changed``."""
    params = request.GET.copy()
    for name in ("view", "month", "from"):
        params.pop(name, None)
    for name, value in changed.items():
        params[name] = str(value)
    return f"?{params.urlencode()}"


def _links(request, view, name, before, after, now):
    """The addresses of what comes before and after, and of today; and of one day's agenda, to be completed."""
    return {
        "before": _query(request, view=view, **{name: before}),
        "after": _query(request, view=view, **{name: after}),
        "now": _query(request, view=view, **{name: now}),
        "agenda_of": _query(request, view=AGENDA) + "&from=",
    }


def _views(request, current):
    return [
        {"text": text, "href": _query(request, view=view), "active": view == current}
        for view, text in ((MONTH, "Month"), (AGENDA, "Two weeks as a list"))
    ]


@requires(Permission.RUN_SESSIONS)
@never_cache
def my_feed(request):
    """Make, replace or revoke the address of one's own calendar. The address is shown once, here."""
    at = timezone.now()
    address = ""
    if request.method == "POST":
        secret = make_feed(by=request.user, at=at)
        address = request.build_absolute_uri(reverse("feed", args=[secret]))
    feed = CalendarFeed.objects.visible_to(request.user).first()
    return render(request, "programme/my_feed.html", {"feed": feed, "address": address})


@requires(Permission.RUN_SESSIONS)
@require_POST
def end_feed(request):
    feed = get_object_or_404(CalendarFeed.objects.visible_to(request.user))
    revoke_feed(feed, by=request.user, at=timezone.now())
    messages.success(request, "The address no longer opens anything.")
    return redirect("my_feed")


@require_safe
@never_cache
def feed(request, secret):
    """What a calendar application reads, without signing in: whoever has the secret. An unknown one is no page."""
    at = timezone.now()
    person = owner_of(secret)
    if person is None:
        raise Http404("No such calendar.")
    content = calendar_file(events_of(person, at=at), name="My sessions", at=at)
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="sessions.ics"', "X-Robots-Tag": "noindex"},
    )
