"""A concern about one man at a session."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from programme.actions import raise_concern
from programme.forms import ConcernForm
from programme.models import Session
from programme.reading import men_of

FOLLOWS = (
    "tells the colleague who leads the session with you, and the My Time managers: they must answer",
    "tells nobody outside My Time: if he left in distress, flag that instead, and the ISS is told at once",
    "stays on his file and with the session",
)


@requires(Permission.RUN_SESSIONS)
def concern(request, pk, referral):
    at = timezone.now()
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related("group"), pk=pk)
    him = get_object_or_404(men_of(session), pk=referral)
    form = ConcernForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            raise_concern(session, him, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Your concern about {him.man} is passed on. They must answer it.")
            return redirect(session)
    if request.method == "GET":
        saw(him, by=request.user, at=at, page="concern")
    context = {"session": session, "him": him, "form": form, "follows": FOLLOWS}
    return render(request, "programme/concern.html", context)
