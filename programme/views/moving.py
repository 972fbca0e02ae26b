"""A session moved to another moment, or held together with the next: what follows is shown before it is done."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from programme.actions import merge_sessions, move_session
from programme.foreseen import foreseen, what_changes
from programme.forms.sessions import MergeForm, MoveForm
from programme.models import Session
from programme.reading import expected_men, short_moment

MOVING = (
    "tells both facilitators, the My Time managers, and the Integrated Support Service of each man expected",
    "makes the register due a day after the new time",
    "does not tell the men: please do that yourself",
)
MERGING = (
    "tells both facilitators, the My Time managers, and the Integrated Support Service of each man expected",
    "credits whoever comes with one session, because it is one session, and ticks off both topics",
    "does not tell the men: please do that yourself",
)


def _session(request, pk):
    return get_object_or_404(Session.objects.visible_to(request.user).select_related("group__venue"), pk=pk)


def _too_late(request, session):
    messages.error(request, "Only a session to come that has not been cancelled can be changed.")
    return redirect(session)


@requires(Permission.RUN_SESSIONS)
def move(request, pk):
    """Asked twice: what follows from the new time is shown before it is done."""
    at = timezone.now()
    session = _session(request, pk)
    if session.state != Session.State.PLANNED or session.starts_at <= at:
        return _too_late(request, session)
    form = MoveForm(request.POST or None, stored={"starts_at": session.starts_at}, at=at)
    context = {"session": session, "form": form, "men": expected_men(session), "follows": MOVING}
    if request.method == "POST" and form.is_valid():
        starts_at = form.cleaned_data["starts_at"]
        act = partial(move_session, session, starts_at=starts_at, by=request.user, at=at)
        try:
            if request.POST.get("seen") == starts_at.isoformat():
                act()
                messages.success(request, _moved(starts_at))
                return redirect(session)
            context |= {
                "lines": foreseen(act, groups=[session.group_id], at=at),
                "seen": starts_at.isoformat(),
            }
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "programme/move.html", context)


def _moved(starts_at):
    return f"The session is moved to {short_moment(starts_at)}. Its register is due a day after that."


@requires(Permission.RUN_SESSIONS)
def merge(request, pk):
    """This session and the next of its group in one evening."""
    at = timezone.now()
    session = _session(request, pk)
    if session.state != Session.State.PLANNED or session.starts_at <= at:
        return _too_late(request, session)
    later = Session.objects.visible_to(request.user).filter(
        group=session.group_id, state=Session.State.PLANNED, starts_at__gt=session.starts_at
    )
    following = later.order_by("starts_at").first()
    if following is None:
        messages.error(request, "There is no later session to hold it together with.")
        return redirect(session)
    form = MergeForm(request.POST or None, pair=[session, following], at=at)
    if request.method == "POST" and form.is_valid():
        given_up, into = form.chosen
        try:
            merge_sessions(given_up, into=into, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Both are held on {short_moment(into.starts_at)}.")
            return redirect(into)
    act = partial(merge_sessions, following, into=session, by=request.user, at=at)
    context = {"session": session, "form": form, "men": expected_men(session), "follows": MERGING}
    return render(request, "programme/merge.html", context | {"lines": what_changes(act, session, at=at)})
