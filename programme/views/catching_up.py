"""Planning how a man makes up for a session that he missed, and taking the plan back."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.asking import posted
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from programme.actions import log_key_work, plan_key_work, plan_visit, take_back_visit
from programme.catching_up import planned_to_catch_up, ways_alone, within_reach
from programme.forms.catching_up import AloneForm, TakeBackForm, VisitForm
from programme.models import Attendance, Visit
from programme.reading import short_moment
from referrals.models import Referral
from referrals.views.acting import act_page, the_file


def _missed(request, pk):
    """A missed session of a man whose own facilitator one is."""
    rows = Attendance.objects.visible_to(request.user).filter(
        referral__in=Referral.objects.visible_to(request.user), makes_up=None, session__group__isnull=False
    )
    related = ("referral__man", "referral__area", "referral__availability_told", "session__group__version")
    rows = rows.select_related(*related, "session__topic", "session__second_topic")
    return get_object_or_404(rows, pk=pk)


@requires(Permission.RUN_SESSIONS)
def plan_catch_up(request, pk):
    """Sessions of other groups within his reach, best first; the other ways beside them."""
    at = timezone.now()
    missed = _missed(request, pk)
    form = VisitForm(posted(request), offers=within_reach(missed, at=at), at=at)
    if request.method == "POST" and form.is_valid():
        try:
            visit = plan_visit(missed, session=form.chosen, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _planned(visit))
            return redirect("file_part", missed.referral_id, "programme")
    if request.method == "GET":
        saw(missed.referral, by=request.user, at=at, page="plan-catch-up")
    context = {
        "missed": missed,
        "form": form,
        "ways": ways_alone(missed.referral),
        "planned": planned_to_catch_up([missed]).get(missed.pk),
    }
    return render(request, "programme/plan_catch_up.html", context)


def _planned(visit):
    return (
        f"{visit.referral.man} is expected at {visit.session.group} on {short_moment(visit.session.starts_at)}. "
        "Those who lead it see him on their register, and the Integrated Support Service has been told."
    )


@requires(Permission.RUN_SESSIONS)
def catch_up_alone(request, pk):
    """One-to-one: agreed for a time to come, or written down after it took place."""
    at = timezone.now()
    missed = _missed(request, pk)
    referral = the_file(request, missed.referral_id)
    ways = ways_alone(missed.referral)
    if not ways:
        messages.error(request, "His programme version allows no catching up one-to-one.")
        return redirect("plan_catch_up", missed.pk)
    form = AloneForm(posted(request), ways=ways, missed=missed, at=at)
    return act_page(
        request,
        referral,
        "catch_up_alone",
        form,
        partial(_alone, referral, missed, by=request.user, at=at),
        at=at,
        done=lambda given: _done(given, at),
        heading=f"Catch up one-to-one for {short_moment(missed.session.starts_at)}",
        submit="Save",
    )


def _alone(referral, missed, *, when, mode, note, purpose, by, at):
    if when > at:
        return plan_key_work(
            referral, planned_at=when, mode=mode, purpose=purpose, makes_up=missed, by=by, at=at
        )
    return log_key_work(
        referral, happened_at=when, mode=mode, note=note, purpose=purpose, makes_up=missed, by=by, at=at
    )


def _done(given, at):
    if given["when"] > at:
        return "It is planned. When you record that it took place, the session he missed is credited."
    return "He has caught up: the session he missed is credited. It counts as contact with him too."


@requires(Permission.RUN_SESSIONS)
def end_visit(request, pk):
    at = timezone.now()
    visits = Visit.objects.visible_to(request.user).select_related("session__group", "referral__man")
    visit = get_object_or_404(visits.filter(referral__in=Referral.objects.visible_to(request.user)), pk=pk)
    referral = the_file(request, visit.referral_id)
    return act_page(
        request,
        referral,
        "end_visit",
        TakeBackForm(posted(request), at=at),
        partial(take_back_visit, visit, by=request.user, at=at),
        at=at,
        done="The catch-up is taken back. Those who counted on it have been told. Tell him too.",
        heading=f"Take back the catch-up of {short_moment(visit.session.starts_at)}",
        submit="Take it back",
    )
