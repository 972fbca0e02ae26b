"""Recorded conflicts of a man: seen, recorded, and ended when both services agree."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import press
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from joint.conflicts import conflict_of, man_of, recorded, workers
from joint.forms.conflicts import WORKER, ConflictForm
from referrals.actions import agree_to_end, keep_apart, record_conflict

from .pages import find_him, home_of


@requires(Permission.REPORT_INCIDENT)
def conflicts(request, pk):
    at = timezone.now()
    him = find_him(request, pk)
    form = ConflictForm(
        request.POST or None, workers=workers(), find=lambda text: man_of(text, request.user), at=at
    )
    if request.method == "POST" and form.is_valid():
        try:
            _record(him.man, form, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The conflict is recorded. Nobody is told who recorded it, or why.")
            return redirect("conflicts", pk=him.pk)
    saw(him, by=request.user, at=at, page="conflicts")
    with_workers, with_men = recorded(him.man, request.user)
    context = {
        "referral": him,
        "form": form,
        "with_workers": with_workers,
        "with_men": with_men,
        "home": home_of(request.user, him),
        "may_end": request.user.may(Permission.JOINT_TABLE),
    }
    return render(request, "joint/conflicts.html", context)


def _record(man, form, *, by, at):
    if form.cleaned_data["with_whom"] == WORKER:
        record_conflict(man, worker=form.cleaned_data["worker"], by=by, at=at)
    else:
        keep_apart(man, form.other, by=by, at=at)


@requires(Permission.JOINT_TABLE)
@require_POST
def end_conflict(request, pk, kind, row):
    """One side's agreement that it has ended."""
    him = find_him(request, pk)
    found = conflict_of(him.man, kind, row)
    if found is None:
        raise Http404("There is no such conflict.")
    at = timezone.now()
    return press(
        request,
        lambda: agree_to_end(found, by=request.user, at=at),
        done=lambda ended: (
            "The conflict has ended."
            if ended
            else "Your side agrees. It ends when the other side agrees too."
        ),
        then=reverse("conflicts", args=[him.pk]),
    )
