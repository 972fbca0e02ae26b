"""Which letters are owed, of all one's files and of one; and what has been sent."""

from django.shortcuts import render
from django.utils import timezone

from accounts.roles import Permission, requires
from audit.trail import saw
from programme.letters.owed import owed
from programme.models import Letter
from referrals.models import Referral
from referrals.views.acting import the_file

# A page of a morning's post; what goes makes room for the next
SHOWN = 50


@requires(Permission.CONTACT_HIM)
def letters_to_send(request):
    at = timezone.now()
    found = owed(Referral.objects.visible_to(request.user), at=at)
    context = {"owed": found[:SHOWN], "more": max(len(found) - SHOWN, 0), "at": at}
    return render(request, "letters/to_send.html", context)


@requires(Permission.CONTACT_HIM)
def his_letters(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    saw(referral, by=request.user, at=at, page="letters")
    letters = Letter.objects.visible_to(request.user).filter(referral=referral)
    context = {
        "referral": referral,
        "owed": owed(Referral.objects.visible_to(request.user).filter(pk=pk), at=at),
        "letters": letters.select_related("by", "issued_by").order_by("-at", "-pk"),
        "has_address": bool(referral.man.address.strip()),
        "at": at,
    }
    return render(request, "letters/his.html", context)
