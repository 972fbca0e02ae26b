"""The page every new social worker is shown until it is read, and can always come back to."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.roles import Permission, requires
from forms import GovForm
from knowledge import actions
from knowledge.models import Induction
from knowledge.pack import briefing


@requires(Permission.REFER)
def induction(request):
    at = timezone.now()
    if request.method == "POST":
        actions.read_induction(by=request.user, at=at)
        messages.success(request, "Noted. You find this page again under “How to refer”.")
        return redirect("home")
    context = {
        "pack": briefing(at=at),
        "read": Induction.objects.visible_to(request.user).first(),
        "form": GovForm(),
    }
    return render(request, "knowledge/induction.html", context)
