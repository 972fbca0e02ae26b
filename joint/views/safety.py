from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from forms import GovForm
from joint import actions
from joint.forms import RiskNoteForm
from programme.models import Attendance

from .pages import ask_about, find_pair, stopped

FLAGGING_MEANS = (
    "The Integrated Support Service is told at once, if he is linked to it.",
    "My Time’s managers are told.",
    "He is told nothing.",
)


@requires(Permission.RUN_SESSIONS)
def flag_distress(request, pk):
    at = timezone.now()
    rows = Attendance.objects.visible_to(request.user).select_related("session__group", "referral__man")
    attendance = get_object_or_404(rows, pk=pk)
    if attendance.distress_at:
        messages.info(request, "This has already been flagged, and the right people told.")
        return redirect(attendance.session)
    return ask_about(
        request,
        attendance.referral,
        GovForm(posted(request), at=at),
        lambda: actions.flag_distress(attendance, by=request.user, at=at),
        heading="Flag a notable emotional response",
        intro=f"{attendance.session}.",
        consequences=FLAGGING_MEANS,
        submit="Flag it and tell them now",
        danger=True,
        done="Flagged. Those who must know have been told.",
        then=attendance.session.get_absolute_url(),
        home=attendance.session.get_absolute_url(),
        at=at,
    )


@requires(Permission.ISS_AT_TABLE)
def risk_note(request, pk):
    at = timezone.now()
    him = find_pair(request, pk)
    if him.sharing_stopped:
        return stopped(request, him)
    form = RiskNoteForm(request.POST or None, at=at)
    return ask_about(
        request,
        him,
        form,
        lambda: actions.share_risk_note(him, by=request.user, at=at, **form.cleaned_data),
        heading="Share a risk note with My Time",
        submit="Share it with My Time",
        done="Shared. My Time must acknowledge it.",
        warn=True,
        at=at,
    )
