"""Writing a report, reading it through as it would be issued, sending it on its way; and the ISS's part of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from joint import actions
from joint.models import Report
from joint.reports import drafting
from joint.reports.forms import ContributionForm, SendBackForm, WordsForm
from joint.reports.wall import Recipient, look
from joint.views.pages import ask_about, caption, find_him, find_pair, home_of, stopped
from paper import PangoMissing

SAID = {
    actions.Came.WAITS: "Sent. A colleague who has not written it signs it off; nothing has left yet.",
    actions.Came.ISSUED: "Issued. The social worker has been told.",
}


def _kind(text):
    if text not in Report.Kind.values:
        raise Http404
    return Report.Kind(text)


def _draft(him, kind):
    report = actions.draft_of(him, _kind(kind))
    if report is None:
        raise Http404("There is nothing to report on yet.")
    report.referral = him
    return report


@requires(Permission.WRITE_REPORT)
def write_report(request, pk, kind):
    """Every section in its place: what the record says, and a box for what there is to say besides."""
    at, him = timezone.now(), find_him(request, pk)
    report = _draft(him, kind)
    if report.issued_at:
        return redirect("report", report.pk)
    if report.sent_at:
        return redirect("read_report", him.pk, kind)
    form = WordsForm(request.POST or None, document=drafting.document(report), written=report.words, at=at)

    def act():
        try:
            return actions.write_report(
                report, words=form.cleaned_data, seen=form.seen, by=request.user, at=at
            )
        except actions.ChangedMeanwhile as changed:
            form.say_theirs(changed.theirs)
            raise

    later = "later" in request.POST
    return ask_about(
        request,
        him,
        form,
        act,
        heading=report.name,
        done="Saved, not issued." if later else "Saved. Read it through as it would be issued.",
        then=None if later else reverse("read_report", args=[him.pk, kind]),
        template="joint/reports/write.html",
        report=report,
        at=at,
    )


@requires(Permission.WRITE_REPORT)
def read_report(request, pk, kind):
    """The report as it would be issued now, and the one thing to do with it."""
    at, him = timezone.now(), find_him(request, pk)
    report = _draft(him, kind)
    if report.issued_at:
        return redirect("report", report.pk)
    if report.pk is None:
        return redirect("write_report", him.pk, kind)
    if request.method == "POST":
        return _send(request, him, report, at)
    found = drafting.document(report)
    saw(him, by=request.user, at=at, page="read_report")
    context = {
        "report": report,
        "document": found,
        "him": him,
        "heading": report.name,
        "caption": caption(request, him),
        "home": home_of(request.user, him),
        "wrote": _wrote(request.user, report),
        "second": drafting.mentions_both(report, found),
        "blocked": actions.what_is_missing(report, found),
        "at": at,
    }
    return render(request, "joint/reports/read.html", context)


def _wrote(user, report):
    return user.pk == report.sent_by_id or report.writers.filter(pk=user.pk).exists()


def _send(request, him, report, at):
    try:
        came = actions.send_report(report, seen=request.POST.get("seen", ""), by=request.user, at=at)
    except (Refused, PangoMissing) as refusal:
        messages.error(request, str(refusal))
        return redirect("read_report", him.pk, report.kind)
    if came is actions.Came.HELD:
        messages.error(request, actions.HELD)
        return redirect("read_report", him.pk, report.kind)
    messages.success(request, SAID[came])
    if came is actions.Came.ISSUED:
        return redirect("report", report.pk)
    return redirect(home_of(request.user, him))


@requires(Permission.WRITE_REPORT)
def take_report_back(request, pk, kind):
    at, him = timezone.now(), find_him(request, pk)
    report = _draft(him, kind)
    if request.method == "POST" and report.sent_at:
        try:
            actions.take_report_back(report, by=request.user, at=at)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("write_report", him.pk, kind)


@requires(Permission.WRITE_REPORT)
def send_report_back(request, pk, kind):
    at, him = timezone.now(), find_him(request, pk)
    report = _draft(him, kind)
    if not report.sent_at or report.issued_at:
        messages.error(request, "This report does not wait to be signed off.")
        return redirect("write_report", him.pk, kind)
    form = SendBackForm(request.POST or None, at=at)
    return ask_about(
        request,
        him,
        form,
        lambda: actions.send_back(report, by=request.user, at=at, **form.cleaned_data),
        heading=f"Send back: {report.name.lower()}",
        done="Sent back. Its writer has been told.",
        submit="Send it back",
        at=at,
    )


@requires(Permission.ISS_AT_TABLE)
def contribute(request, pk, kind):
    at, kind = timezone.now(), _kind(kind)
    him = find_pair(request, pk)
    if him.sharing_stopped:
        return stopped(request, him)
    if kind not in Report.WITH_THE_ISS:
        raise Http404("The ISS has no part in it.")
    report = actions.draft_of(him, kind)
    if report.issued_at:
        messages.error(request, "This report has been issued: it stays as it was.")
        return redirect("pair", him.pk)
    ours = report.iss_by and report.iss_by.organisation_id == request.user.organisation_id
    stored = {"contribution": report.iss_contribution, "nil": report.iss_nil} if ours else {}
    provider = request.user.organisation_id
    form = ContributionForm(
        request.POST or None,
        stored=stored,
        holds=lambda text: look({"": text}, him, Recipient.CHILDRENS_SERVICES, provider=provider),
        at=at,
    )
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
