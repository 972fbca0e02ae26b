"""Refer a man again whose referral has ended."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from forms import GovForm
from intake.actions import start_again
from intake.again import ENDED
from referrals.views.acting import the_file


@requires(Permission.REFER)
def refer_again(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if request.method == "POST":
        try:
            return redirect(start_again(referral, by=request.user, at=at))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(referral)
    context = {"referral": referral, "ended": referral.status in ENDED, "key_form": GovForm()}
    return render(request, "intake/again.html", context)
