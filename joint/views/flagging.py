"""Distress of one man, flagged from a register that is still open."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from forms import GovForm
from joint import actions
from programme.models import Session
from programme.reading import men_of

from .pages import ask_about
from .safety import FLAGGING_MEANS

_RECORDED = "What you marked of him is recorded now; the rest of the register stays open."


@requires(Permission.RUN_SESSIONS)
def flag_distress_at(request, pk, referral):
    at = timezone.now()
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related("group"), pk=pk)
    him = get_object_or_404(men_of(session), pk=referral)
    return ask_about(
        request,
        him,
        GovForm(posted(request), at=at),
        lambda: actions.flag_distress_at(session, him, by=request.user, at=at),
        heading="Flag a notable emotional response",
        intro=f"{session}.",
        consequences=(*FLAGGING_MEANS, _RECORDED),
        submit="Flag it and tell them now",
        danger=True,
        done="Flagged. Those who must know have been told.",
        then=session.get_absolute_url(),
        home=session.get_absolute_url(),
        at=at,
    )
