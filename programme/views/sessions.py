"""Sessions of the week, registers not taken, and a session that is cancelled or moved."""

from datetime import datetime, time, timedelta
from functools import partial

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from programme.actions import MustConfirm, cancel_session
from programme.foreseen import what_changes
from programme.forms import CancelForm, SessionFilter
from programme.models import Session
from programme.pages import page_of
from programme.reading import expected_men, put_clocks, with_registers

CANCELLING = (
    "tells both facilitators and the My Time managers",
    "leaves it out of everybody's run of misses, so that the sessions beside it follow one another; no register is owed",
    "does not tell the men: please do that yourself",
)
# A region runs twelve sessions a week; a list longer than this is not read.
MOST = 60


@requires(Permission.RUN_SESSIONS)
def sessions(request):
    at = timezone.now()
    found = SessionFilter(
        request.GET, queryset=with_registers(Session.objects.visible_to(request.user)), request=request
    )
    today = datetime.combine(timezone.localtime(at).date(), time(0), tzinfo=timezone.get_current_timezone())
    tomorrow, next_week = today + timedelta(days=1), today + timedelta(days=7)
    owed = page_of(found.qs.without_register(at), request.GET, by="starts_at")
    counted = found.qs.annotate(recorded=Count("attendances")).order_by("starts_at", "pk")
    context = {
        "filter": found,
        "owed": owed,
        "today": list(counted.filter(starts_at__gte=today, starts_at__lt=tomorrow)[:MOST]),
        "week": list(counted.filter(starts_at__gte=tomorrow, starts_at__lt=next_week)[:MOST]),
        "at": at,
    }
    put_clocks([*owed.rows, *context["today"]], user=request.user, at=at)
    return render(request, "programme/sessions.html", context)


def _planned_session(request, pk):
    return get_object_or_404(Session.objects.visible_to(request.user).select_related("group__venue"), pk=pk)


@requires(Permission.RUN_SESSIONS)
def cancel(request, pk):
    at = timezone.now()
    session = _planned_session(request, pk)
    form = CancelForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            given = {"confirmed": form.confirmed(), "by": request.user, "at": at}
            cancel_session(session, **form.cleaned_data, **given)
        except MustConfirm as must:
            form.ask_to_close(must.closing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The session is cancelled. Nobody's attendance is touched by it.")
            return redirect(session)
    act = partial(cancel_session, session, because="", by=request.user, at=at)
    lines = [] if session.state != Session.State.PLANNED else what_changes(act, session, at=at)
    return _change(request, session, form, "programme/cancel.html", CANCELLING, lines)


def _change(request, session, form, template, follows, lines):
    """A form on a planned session; for any other, the session's own page says how it stands."""
    if session.state != Session.State.PLANNED:
        messages.error(request, "Only a session that has not been held or cancelled can be changed.")
        return redirect(session)
    context = {"session": session, "form": form, "men": expected_men(session), "follows": follows}
    return render(request, template, context | {"lines": lines})
