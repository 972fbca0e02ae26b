"""Extracts for evaluators: asked for by a sponsor, decided and handed over by the data-protection officer."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from accounts.asking import ask
from accounts.paging import page_of
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import record
from monitoring.figures.period import Period
from monitoring.models import Extract

from . import actions
from .alike import alike
from .columns import ABOUT_HIM, DICTIONARY, DICTIONARY_HEADER, FILES, dictionary
from .forms import AskForm, DecideForm
from .size import is_too_large, rows_of, why_too_large
from .writing import sheet


@requires(Permission.SEE_EXTRACTS)
def extracts(request):
    """What was asked for, latest first, and what became of it."""
    found = Extract.objects.visible_to(request.user).without_content().select_related("asked_by")
    context = {
        "page": page_of(found, request, by=("-asked_at", "-pk")),
        "may_ask": request.user.may(Permission.ASK_EXTRACT),
        "may_decide": request.user.may(Permission.DECIDE_EXTRACT),
    }
    return render(request, "monitoring/extracts.html", context)


@requires(Permission.ASK_EXTRACT)
def new_extract(request):
    at = timezone.now()
    earlier = (
        Extract.objects.visible_to(request.user).without_content().exclude(made_at=None).order_by("-made_at")
    )
    form = AskForm(request.POST or None, at=at, earlier=earlier)
    return ask(
        request,
        form,
        lambda: actions.ask_for_extract(**form.cleaned_data, by=request.user, at=at),
        done="You have asked for an extract. The data-protection officer decides on it.",
        then=lambda extract: extract,
        template="monitoring/extract_new.html",
        context={"at_most": f"{settings.EXTRACT_AT_MOST:,}"},
    )


@requires(Permission.SEE_EXTRACTS)
def extract(request, pk):
    """What was asked and decided; whoever decides reads how many men could be recognised, and hands the file over."""
    at, found = timezone.now(), _extract(request, pk)
    context = {"extract": found, "state": found.state, "at": at, "days": settings.EXTRACT_VALID_DAYS}
    kept = [words for code, (words, _) in ABOUT_HIM.items() if code not in found.left_out]
    context["about_him"] = ["Area and what became of him", *kept]
    context["files"] = [
        (file.name, f"{found.rows[file.name]:,}") for file in FILES if file.name in found.rows
    ]
    context["in_all"] = f"{sum(found.rows.values()):,}"
    context["hands_over"] = request.user.may(Permission.DECIDE_EXTRACT)
    context["at_most"] = f"{settings.EXTRACT_AT_MOST:,}"
    context["too_large"] = why_too_large(found.too_many) if found.too_many else ""
    if found.approved is not None or not context["hands_over"]:
        return render(request, "monitoring/extract.html", context)
    form = DecideForm(request.POST or None, at=at)
    period = Period(found.first_day, found.last_day, as_at=at)
    context["alike"] = alike(period, settings.EXTRACT_FEW_ALIKE, found.left_out)
    rows = rows_of(period)
    context |= {"rows": f"{rows:,}", "too_large": why_too_large(rows) if is_too_large(rows) else ""}
    return ask(
        request,
        form,
        lambda: _decide(found, **form.cleaned_data, by=request.user, at=at),
        done=lambda decided: "It is being made." if decided.approved else "You have refused the extract.",
        then=lambda decided: decided,
        template="monitoring/extract.html",
        context=context,
    )


def _decide(extract, *, decision, handover, weighed, note, by, at):
    if decision == "approve":
        return actions.approve(extract, handover=handover, note=note, by=by, at=at)
    return actions.refuse(extract, note=note, by=by, at=at)


@requires(Permission.DECIDE_EXTRACT)
def extract_zip(request, pk):
    """The file, for whoever hands it over; once its time is over, the page says so."""
    found = _extract(request, pk)
    try:
        content = actions.take_away(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    return _file(content, f"{found.reference}.zip", "application/zip")


@requires(Permission.SEE_EXTRACTS)
def extract_dictionary(request):
    """What an extract holds, column by column."""
    return render(request, "monitoring/extract_dictionary.html", {"files": FILES})


@requires(Permission.SEE_EXTRACTS)
def extract_dictionary_csv(request):
    record("extract.dictionary_taken", request.user, by=request.user, at=timezone.now())
    content = sheet(DICTIONARY_HEADER, dictionary()).encode()
    return _file(content, DICTIONARY, "text/csv; charset=utf-8")


def _extract(request, pk):
    found = Extract.objects.visible_to(request.user).without_content()
    return get_object_or_404(found.select_related("asked_by", "decided_by", "joins"), pk=pk)


def _file(content, name, kind):
    named = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": named, "Cache-Control": "no-store"}
    )
