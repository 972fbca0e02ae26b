from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission, requires
from audit.trail import saw
from joint import actions
from joint.forms import ContributionForm, ReportForm
from joint.models import Report
from joint.overview import report_draft

from .pages import ask_about, find_him, find_pair, home_of, stopped


def _kind(text):
    if text not in Report.Kind.values:
        raise Http404
    return Report.Kind(text)


@requires(Permission.ISS_AT_TABLE)
def contribute(request, pk, kind):
    at, kind = timezone.now(), _kind(kind)
    him = find_pair(request, pk)
    if him.sharing_stopped:
        return stopped(request, him)
    report = Report.objects.visible_to(request.user).filter(referral=him, kind=kind).first()
    if report and report.issued_at:
        messages.error(request, "This report has been issued: it stays as it was.")
        return redirect("pair", him.pk)
    ours = report and report.iss_by and report.iss_by.organisation_id == request.user.organisation_id
    initial = {"contribution": report.iss_contribution, "nil": report.iss_nil} if ours else {}
    form = ContributionForm(request.POST or None, initial=initial, at=at)
    return ask_about(
        request,
        him,
        form,
        lambda: actions.contribute(him, kind=kind, by=request.user, at=at, **form.cleaned_data),
        heading=f"ISS contribution: {kind.label.lower()}",
        done="Saved. My Time can issue the report; you can change this until then.",
        warn=True,
        at=at,
    )


@requires(Permission.WRITE_REPORT)
def write_report(request, pk, kind):
    at, kind = timezone.now(), _kind(kind)
    him = find_him(request, pk)
    report = Report.objects.visible_to(request.user).filter(referral=him, kind=kind).first()
    if report and report.issued_at:
        return redirect("report", report.pk)
    body = (report.body if report else "") or report_draft(him, kind)
    form = ReportForm(request.POST or None, initial={"body": body}, at=at)
    unissued = "unissued" in request.POST
    act = actions.draft_report if unissued else actions.issue_report
    return ask_about(
        request,
        him,
        form,
        lambda: act(him, kind=kind, by=request.user, at=at, **form.cleaned_data),
        heading=kind.label,
        done="Saved, not issued." if unissued else "Issued. The social worker has been told.",
        then=None if unissued else lambda report: reverse("report", args=[report.pk]),
        template="joint/write_report.html",
        report=report,
        linked=him.linked_providers.exists(),
        warn=True,
        at=at,
    )


@requires(Permission.SEE_HIS_FILES)
def report(request, pk):
    at = timezone.now()
    rows = Report.objects.visible_to(request.user).select_related(
        "referral__man", "referral__area", "issued_by"
    )
    found = get_object_or_404(rows, pk=pk)
    saw(found.referral, by=request.user, at=at, page="report")
    context = {
        "report": found,
        "referral": found.referral,
        "back": found.referral.get_absolute_url(),
        "at": at,
    }
    if not found.issued_at:
        return redirect(home_of(request.user, found.referral))
    return render(request, "joint/report.html", context)
