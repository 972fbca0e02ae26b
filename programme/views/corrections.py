"""One man's line of a register: put right, or caught up."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from programme.actions import MustConfirm, catch_up, correct, remove_catch_up
from programme.catching_up import sessions_to_catch_up_at
from programme.forms import CatchUpForm, CorrectForm, RemoveForm
from programme.models import Attendance
from referrals.statuses import CloseReason, Status


def _attendance(request, pk):
    rows = Attendance.objects.visible_to(request.user).exclude(session__group=None, makes_up=None)
    return get_object_or_404(rows.select_related("referral__man", "session__group", "session__topic"), pk=pk)


@requires(Permission.RUN_SESSIONS)
def correct_one(request, pk):
    at = timezone.now()
    attendance = _attendance(request, pk)
    saw(attendance.referral, by=request.user, at=at, page="correct")
    form = CorrectForm(request.POST or None, attendance=attendance, at=at)
    closes = False
    if request.method == "POST" and form.is_valid():
        try:
            given = {**form.cleaned_data, "confirmed": form.cleaned_data["confirm"]}
            given.pop("confirm")
            correct(attendance, by=request.user, at=at, **given)
        except MustConfirm:
            closes = True
            if "confirming" in request.POST:
                form.add_error("confirm", "Tick to close his file, or choose what happened again")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _corrected(request, attendance))
            return redirect(_where(attendance))
    closed = attendance.referral.status == Status.CLOSED
    rests_on_it = closed and attendance.referral.close_reason == CloseReason.TWO_MISSES
    context = {"attendance": attendance, "form": form, "closes": closes, "rests_on_it": rests_on_it}
    return render(request, "programme/correct.html", context | {"home": _where(attendance)})


def _where(line):
    """The page the line stands on: its register; of a catch-up one-to-one, his file."""
    if line.session.group_id:
        return line.session.get_absolute_url()
    return reverse("file_part", args=[line.referral_id, "programme"])


def _corrected(request, line):
    """What was done, and what followed from it."""
    before = line.referral
    now = Attendance.objects.visible_to(request.user).select_related("referral").get(pk=line.pk).referral
    words = "The register is put right."
    if before.status == now.status:
        return words
    if now.status == Status.CLOSED:
        words += f" The file of {before.man} is closed and he is referred back."
    elif before.status == Status.CLOSED:
        words += f" The file of {before.man} is open again as if it had never been closed."
    else:
        words += f" {before.man}: {now.get_status_display().lower()}."
    return f"{words} The social worker and the Integrated Support Service have been told."


@requires(Permission.RUN_SESSIONS)
def catch_up_one(request, pk):
    at = timezone.now()
    missed = _attendance(request, pk)
    saw(missed.referral, by=request.user, at=at, page="catch-up")
    sessions = sessions_to_catch_up_at(missed, user=request.user, at=at)
    form = CatchUpForm(request.POST or None, sessions=sessions, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            catch_up(missed, session=form.chosen, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{missed.referral.man} has caught up: the session he missed is credited."
            )
            return redirect(missed.session)
    return render(request, "programme/catch_up.html", {"missed": missed, "form": form})


@requires(Permission.RUN_SESSIONS)
def remove_one(request, pk):
    at = timezone.now()
    made_up = _attendance(request, pk)
    if made_up.makes_up_id is None:
        messages.error(request, "This is no catch-up: correct it instead.")
        return redirect(made_up.session)
    saw(made_up.referral, by=request.user, at=at, page="remove-catch-up")
    form = RemoveForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            remove_catch_up(made_up, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"The catch-up of {made_up.referral.man} is removed, its credit with it."
            )
            return redirect(_where(made_up))
    context = {"made_up": made_up, "form": form, "home": _where(made_up)}
    return render(request, "programme/remove_catch_up.html", context)
