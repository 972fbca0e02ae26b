"""The four questions on the social worker's side; the sums on the side of those who read figures."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.asking import ask, posted
from accounts.roles import Permission, Role, requires
from joint.models import Pulse
from outcomes.forms import form_for
from referrals.views.acting import the_file

from .asking import STAGE, answer_pulse, is_asked, version_on
from .pooled import callouts, pulse_lines


@requires(Permission.ANSWER_RETURN)
def pulse(request, pk):
    """Four taps, or "I would rather not"; every question may be left out."""
    at = timezone.now()
    referral = the_file(request, pk)
    if request.method == "GET" and not is_asked(referral, at=at):
        mine = Pulse.objects.visible_to(request.user).filter(referral=referral).exists()
        words = "You have answered. Thank you." if mine else "Nothing is asked about this referral any more."
        messages.success(request, words)
        return redirect("file", pk)
    form = form_for(version_on(at.date()), STAGE)(posted(request), at=at)
    skips = "skip" in request.POST
    return ask(
        request,
        form,
        lambda: answer_pulse(referral, answers=None if skips else form.answers(), by=request.user, at=at),
        done="You are not asked again about him." if skips else "Thank you. Your answers count in sums only.",
        then=referral.get_absolute_url(),
        template="joint/pulse/ask.html",
        context={"referral": referral},
    )


@requires(Permission.SEE_FIGURES)
def pulse_results(request):
    outside = request.user.role != Role.MANAGER
    context = {
        "lines": pulse_lines(),
        "callouts": callouts(outside=outside),
        "outside": outside,
    }
    return render(request, "joint/pulse/results.html", context)
