"""DASH with her: filled in on one page, kept half-filled, shown large, compared over time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from iss import actions
from iss.dash import OFFICIAL_FORM
from iss.dashes.comparing import lines, since
from iss.dashes.forms import AgainForm, DashForm, typed
from iss.models import Dash, DashDraft, PartnerFile
from iss.views.pages import ask_on


@requires(Permission.WORK_HER_FILE)
def dash(request, pk):
    at = timezone.now()
    file = _file(request, pk)
    if "later" in request.POST:
        actions.keep_half_dash(file, values=typed(request.POST), by=request.user, at=at)
        messages.success(request, "Kept half-filled. Nobody else sees it. Go on with it from her file.")
        return redirect(file)
    half = DashDraft.objects.visible_to(request.user).filter(file=file, by=request.user).first()
    heard = actions.heard_lately(file, at)
    form = _form(request, half, heard=heard, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.record_dash(file, by=request.user, at=at, **form.facts()),
        heading="DASH",
        done=_said,
        then=lambda dash: dash.get_absolute_url(),
        template="iss/dash/form.html",
        official_form=OFFICIAL_FORM,
        threshold=actions.threshold_for(file, at),
        half=half,
        drop=GovForm(),
        reasons=_reasons(file),
        at=at,
    )


def _form(request, half, *, heard, at):
    if request.method == "POST":
        return DashForm(request.POST, heard=heard, at=at)
    if half:
        return DashForm.half_filled(half.values, heard=heard, at=at)
    return DashForm(initial={"asked_date": timezone.localdate(at)}, heard=heard, at=at)


def _said(dash):
    level = f"DASH saved: {dash.get_level_display().lower()} risk."
    if dash.marac_recommended:
        return f"{level} A MARAC referral is recommended: make it, or record why not."
    return f"{level} Write or look at her safety plan next."


def _reasons(file):
    return list(file.dash_reasons.filter(answered_by=None).order_by("-at", "-pk")[:5])


@requires(Permission.WORK_HER_FILE)
@require_POST
def keep_half(request, pk):
    """What is typed so far, while it is typed: 204."""
    file = _file(request, pk)
    actions.keep_half_dash(file, values=typed(request.POST), by=request.user, at=timezone.now())
    return HttpResponse(status=204)


@requires(Permission.WORK_HER_FILE)
@require_POST
def drop_half(request, pk):
    file = _file(request, pk)
    actions.drop_half_dash(file, by=request.user, at=timezone.now())
    messages.success(request, "The half-filled DASH is thrown away.")
    return redirect("her_dash", pk)


@requires(Permission.WORK_HER_FILE)
def again(request, pk):
    """What her worker has learnt: the DASH is owed again."""
    at = timezone.now()
    file = _file(request, pk)
    form = AgainForm(request.POST or None, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.owe_reassessment(file, by=request.user, at=at, **form.cleaned_data),
        heading="Something has changed for her",
        intro="The DASH is then gone through with her again within days. Is somebody in danger now? Ring 999 first.",
        submit="Record it",
        done="Recorded. Go through the DASH with her again as soon as it is safe.",
        at=at,
    )


@requires(Permission.SEE_HER_FILES)
def result(request, pk, dash_pk):
    at = timezone.now()
    dashes = Dash.objects.visible_to(request.user).select_related("file", "by", "threshold")
    dash = get_object_or_404(dashes, pk=dash_pk, file=pk)
    saw(dash.file, by=request.user, at=at, page="her_dash_result")
    before = dashes.filter(file=pk, at__lt=dash.at).order_by("-at", "-pk").first()
    waiting = dash.file.maracs.filter(settled_at=None).first()
    context = {
        "dash": dash,
        "file": dash.file,
        "before": before,
        "since": since(dash, before) if before else None,
        "marac": waiting,
        "marac_url": waiting.get_absolute_url() if waiting else "",
        "plan_url": reverse("her_safety_plan", args=[pk]),
        "at": at,
    }
    return render(request, "iss/dash/result.html", context)


@requires(Permission.SEE_HER_FILES)
def compare(request, pk):
    """Every DASH of hers side by side, the newest first."""
    at = timezone.now()
    file = _file(request, pk)
    saw(file, by=request.user, at=at, page="her_dashes")
    dashes = list(Dash.objects.visible_to(request.user).filter(file=file).order_by("-at", "-pk"))
    context = {
        "file": file,
        "dashes": dashes,
        "lines": lines(dashes),
        "since": since(dashes[0], dashes[1]) if len(dashes) > 1 else None,
        "at": at,
    }
    return render(request, "iss/dash/compare.html", context)


def _file(request, pk):
    return get_object_or_404(PartnerFile.objects.visible_to(request.user).select_related("area"), pk=pk)
