"""Give a referral to another area, or return it to the referrer."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.asking import posted
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from intake import actions
from intake.desk.forms import AreaForm, ReturnForm
from referrals.actions import return_to_referrer
from referrals.views.acting import act_page, refused, the_file

RETURNING = [
    "closes the file and stops its clocks",
    "tells the social worker at once, in the words you write here",
    "asks the social worker to acknowledge it and to record a plan",
]


@requires(Permission.ACKNOWLEDGE)
def change_area(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "change_area"):
        return refusal
    form = AreaForm(posted(request), now=referral.area, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_area(referral, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            area = form.cleaned_data["area"]
            messages.success(
                request, f"It is for {area} now, and the social worker has been told. Pass it on."
            )
            return redirect("acknowledge", pk)
    if request.method == "GET":
        saw(referral, by=request.user, at=at, page="change_area")
    context = {"referral": referral, "form": form, "heading": "Give it to another area", "at": at}
    return render(request, "referrals/act.html", context | {"submit": "Change the area"})


@requires(Permission.ACKNOWLEDGE)
def return_referral(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "return_referral"):
        return refusal
    form = ReturnForm(posted(request), at=at)
    return act_page(
        request,
        referral,
        "return_referral",
        form,
        partial(return_to_referrer, referral, by=request.user, at=at),
        at=at,
        done="The referral is returned. The social worker has been told why, and what to do next.",
        consequences=RETURNING,
        danger=True,
        submit="Return it",
    )
