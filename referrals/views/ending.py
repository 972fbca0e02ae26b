"""Hold and end the hold, close, reopen."""

from functools import partial

from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from referrals import actions
from referrals.agreeing import standing, why_he_leaves
from referrals.confirming import MayCloseForm
from referrals.forms import CloseForm, HoldForm, ReasonForm
from referrals.models import Agreement
from referrals.owing import after_the_end, before_closing
from referrals.statuses import Status

from .acting import act_page, refused, the_file

CLOSING = [
    "closes the file and stops its clocks",
    "tells the social worker, the facilitators and the managers at once, and the ISS if he is linked to it",
    "refers him back to children’s services: the social worker acknowledges it and records a plan",
]
CLOSED = "The file is closed and he is referred back. Everyone who must know has been told."


@requires(Permission.CLOSE_FILE)
def close_file(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "close_file"):
        return refusal
    owed = before_closing(referral)
    form = CloseForm(
        posted(request), initial={"reason": _suggested(request, referral)}, owed=bool(owed), at=at
    )
    consequences = list(CLOSING)
    if referral.status == Status.ON_PROGRAMME:
        consequences += ["takes him off the programme and starts the clock of the end measures"]
    return act_page(
        request,
        referral,
        "close_file",
        form,
        partial(actions.close, referral, by=request.user, at=at),
        at=at,
        done=lambda _: f"{CLOSED} {after_the_end(referral)}".strip(),
        submit="Close the file",
        danger=True,
        consequences=consequences,
        template="referrals/close.html",
        owed=owed,
    )


def _suggested(request, referral):
    """Where he refuses, the reason that fits; it can be changed."""
    agreements = Agreement.objects.visible_to(request.user).filter(referral=referral)
    refuses = standing(list(agreements.order_by("-asked_date", "-pk"))).is_refused
    return why_he_leaves(referral.status) if refuses else ""


@requires(Permission.CLOSE_FILE)
def hold_file(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "hold_file"):
        return refusal
    return act_page(
        request,
        referral,
        "hold_file",
        HoldForm(posted(request), at=at),
        partial(actions.hold, referral, by=request.user, at=at),
        at=at,
        done="The file is on hold. Clocks that may pause stand still until you end the hold.",
        submit="Put on hold",
        consequences=["pauses the clocks that may pause", "tells the social worker that the file is on hold"],
    )


@requires(Permission.CLOSE_FILE)
def resume_file(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "resume_file"):
        return refusal
    form = MayCloseForm(posted(request), at=at)
    return act_page(
        request,
        referral,
        "resume_file",
        form,
        partial(actions.resume, referral, confirmed=referral.pk in form.confirmed(), by=request.user, at=at),
        at=at,
        done="The hold has ended. The clocks go on with the time they had left.",
        submit="End the hold",
        consequences=[
            f"takes the file back to “{Status(referral.came_from).label}”",
            "lets its clocks go on with the time they had left",
            "tells the social worker",
        ],
    )


@requires(Permission.REOPEN)
def reopen_file(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "reopen_file"):
        return refusal
    return act_page(
        request,
        referral,
        "reopen_file",
        ReasonForm(posted(request), at=at),
        partial(actions.reopen, referral, by=request.user, at=at),
        at=at,
        done="The file is open again, where it was. Everyone who was told of its end has been told.",
        submit="Reopen the file",
        consequences=[
            f"takes the file back to “{Status(referral.came_from).label}”",
            "lets the clocks that were stopped go on with the time they had left",
            "withdraws the referral back to children’s services",
            "tells the social worker and the facilitators",
        ],
    )
