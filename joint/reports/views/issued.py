"""A report that was issued: read, on paper, acknowledged, put right in a new version; and what the wall held back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

import paper
from accounts.asking import posted, press
from accounts.roles import Permission, requires
from audit.trail import saw
from joint import actions
from joint.models import Report
from joint.reports import drafting, papers
from joint.reports.forms import LEAVES, CorrectForm, HeldForm
from joint.views.pages import ask_about, home_of


def _issued(request, pk):
    """The report, once issued; and the receipt where somebody of those it was issued to opens it."""
    rows = Report.objects.visible_to(request.user).exclude(issued_at=None)
    report = get_object_or_404(rows.select_related("referral__man", "paper", "acknowledged_by"), pk=pk)
    if request.user.may(Permission.ANSWER_RETURN):
        actions.report_opened(report, by=request.user, at=timezone.now())
    return report


@requires(Permission.SEE_HIS_FILES)
def report(request, pk):
    at = timezone.now()
    found = _issued(request, pk)
    saw(found.referral, by=request.user, at=at, page="report")
    newest = Report.objects.visible_to(request.user).latest(
        found.referral, found.kind, decision=found.decision_id, back=found.back_id
    )
    writes = request.user.may(Permission.WRITE_REPORT)
    context = {
        "report": found,
        "page": mark_safe(found.paper.page),  # noqa: S308 (our own template drew it)
        "referral": found.referral,
        "later": newest if newest.version > found.version else None,
        "receipts": found.opened.select_related("person").order_by("at") if writes else None,
        "may_correct": writes and newest.pk == found.pk,
        "may_acknowledge": request.user.may(Permission.ANSWER_RETURN) and not found.acknowledged_at,
        "back": found.referral.get_absolute_url(),
        "at": at,
    }
    return render(request, "joint/reports/report.html", context)


@requires(Permission.SEE_HIS_FILES)
def report_pdf(request, pk):
    found = _issued(request, pk)
    saw(found.referral, by=request.user, at=timezone.now(), page="report_pdf")
    return paper.response(papers.paper_of(found), found.filename)


@requires(Permission.ANSWER_RETURN)
def acknowledge_report(request, pk):
    at, found = timezone.now(), _issued(request, pk)
    then = reverse("report", args=[found.pk])
    if request.method != "POST":
        return redirect(then)
    done = "Thank you: My Time sees that you have read it."
    return press(
        request, lambda: actions.report_acknowledged(found, by=request.user, at=at), done=done, then=then
    )


@requires(Permission.WRITE_REPORT)
def correct_report(request, pk):
    at, found = timezone.now(), _issued(request, pk)
    form = CorrectForm(posted(request), at=at)
    return ask_about(
        request,
        found.referral,
        form,
        lambda: actions.correct_report(found, by=request.user, at=at, **form.cleaned_data),
        heading=f"Correct: {found.name.lower()}",
        done="A new version is begun with the same words. Change it and issue it; until then the old one stands.",
        then=reverse("write_report", args=[found.referral_id, found.kind]),
        submit="Begin a new version",
        at=at,
    )


@requires(Permission.ISS_AT_TABLE)
def held_report(request, pk):
    """What the wall found of one's own service's, section by section; nothing else of the report."""
    at, user = timezone.now(), request.user
    rows = Report.objects.visible_to(user).filter(issued_at=None)
    report = get_object_or_404(
        rows.select_related("referral__man", "referral__area", "decision", "back"), pk=pk
    )
    home = home_of(user, report.referral)
    if report.held_at is None:
        messages.error(request, "Nothing is held back any more.")
        return redirect(home)
    found = actions.what_is_held(report, drafting.document(report), provider=user.organisation_id)
    form = HeldForm(posted(request), at=at)

    def act():
        data = form.cleaned_data
        may_leave = data["answer"] == LEAVES
        actions.answer_held(report, may_leave=may_leave, asks=data["asks"], found=found, by=user, at=at)

    return ask_about(
        request,
        report.referral,
        form,
        act,
        heading="Held back before it left",
        done="My Time has been told.",
        template="joint/reports/held.html",
        submit="Send",
        report=report,
        found=found,
        at=at,
    )
