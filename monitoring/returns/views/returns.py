"""Quarterly returns: all of them, one of them, one provider's part, the signature, and what is taken away."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

import paper
from accounts.asking import ask, press
from accounts.roles import Permission, requires
from audit.trail import record
from forms import GovForm
from monitoring.models import CaseStudy, QuarterlyReturn, ReturnPart
from monitoring.papers.views import paper_pages
from monitoring.publishing.workbook import XLSX, book
from monitoring.quarters.views import FIRST_YEAR
from monitoring.returns import actions
from monitoring.returns.days import ended_before
from monitoring.returns.document import as_tables
from monitoring.returns.forms import CheckForm, DraftForm, SignForm
from monitoring.returns.on_paper import RETURN
from monitoring.returns.reading import all_parts, clock_of, rows_of_returns, state, waiting_studies
from monitoring.returns.restating import restated


@requires(Permission.SEE_RETURNS)
def returns(request):
    """Whoever signs sees every return; a provider its own part of each."""
    at = timezone.now()
    signs = request.user.may(Permission.SIGN_RETURN)
    found = QuarterlyReturn.objects.visible_to(request.user).latest_first()
    parts = ReturnPart.objects.visible_to(request.user)
    context = {"rows": rows_of_returns(found, parts, signs=signs), "signs": signs, "at": at}
    return render(request, "monitoring/returns/returns.html", context)


@requires(Permission.SIGN_RETURN)
def new_return(request):
    """Of a quarter that the clock did not draft: one of before, say."""
    at = timezone.now()
    known = {
        (each.year, each.number)
        for each in QuarterlyReturn.objects.visible_to(request.user).defer("frozen_json")
    }
    since = localtime(at).date().replace(year=FIRST_YEAR, month=4, day=1)
    quarters = [
        each
        for each in ended_before(localtime(at).date(), since=since)
        if (each.year, each.number) not in known
    ]
    form = DraftForm(request.POST or None, quarters=quarters, at=at)
    return ask(
        request,
        form,
        lambda: actions.draft_return(form.cleaned_data["quarter"], by=request.user, at=at),
        done="The return is drafted. Each provider has been asked to check its part.",
        then=lambda made: made,
        template="monitoring/returns/new.html",
        context={},
    )


@requires(Permission.SIGN_RETURN)
def quarterly_return(request, pk):
    """All of it: who has checked, what they say, every table; once signed, what is known better now."""
    at, found = timezone.now(), _return(request, pk)
    frozen = found.frozen if found.signed_at else None
    passed = CaseStudy.objects.visible_to(request.user).filter(part__quarterly_return=found)
    context = {
        "return": found,
        "state": state(found),
        "frozen": frozen,
        "parts": all_parts(found),
        "clock": clock_of(found),
        "studies": frozen["case_studies"] if frozen else passed.select_related("part__organisation"),
        "waiting": waiting_studies(found),
        "restated": restated(found, at=at) if frozen else [],
        "tables": as_tables((frozen or found.figures)["sections"]),
        "act": GovForm(),
        "at": at,
    }
    return render(request, "monitoring/returns/return.html", context)


@requires(Permission.SEE_RETURNS)
def count_again(request, pk):
    found = get_object_or_404(QuarterlyReturn.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        return redirect("returns")
    at = timezone.now()
    part = ReturnPart.objects.visible_to(request.user).filter(quarterly_return=found).first()
    return press(
        request,
        lambda: actions.recount(found, by=request.user, at=at),
        done=lambda again: f"Counted again. Parts that are to be checked again: {again}.",
        then=found if request.user.may(Permission.SIGN_RETURN) else part,
    )


@requires(Permission.SIGN_RETURN)
def sign_off(request, pk):
    found = _return(request, pk)
    if found.signed_at:
        return redirect(found)
    at, unchecked = timezone.now(), found.parts.filter(checked_at=None).select_related("organisation")
    form = SignForm(request.POST or None, all_checked=not unchecked, at=at)
    return ask(
        request,
        form,
        lambda: actions.sign(found, **form.cleaned_data, by=request.user, at=at),
        done="Signed. The return stays as it is now, whatever is corrected later.",
        then=found,
        template="monitoring/returns/sign.html",
        context={"return": found, "unchecked": unchecked},
    )


@requires(Permission.SEE_RETURNS)
def part(request, pk):
    """A provider's own numbers, what it says of them, and its case studies."""
    at = timezone.now()
    parts = ReturnPart.objects.visible_to(request.user).select_related(
        "quarterly_return", "organisation", "checked_by"
    )
    found = get_object_or_404(parts, pk=pk)
    whole, own = found.quarterly_return, found.organisation_id
    open_ = not whole.signed_at and request.user.may(Permission.CHECK_RETURN)
    form = CheckForm(request.POST or None, at=at) if open_ else None
    context = {
        "part": found,
        "return": whole,
        "tables": as_tables((whole.frozen if whole.signed_at else whole.figures)["sections"], of=own),
        "restated": restated(whole, at=at, of=own) if whole.signed_at else [],
        "studies": CaseStudy.objects.visible_to(request.user).filter(part=found).select_related("by"),
        "clock": clock_of(found),
        "may_read": request.user.may(Permission.CASE_STUDY),
        "may_write": open_ and request.user.may(Permission.CASE_STUDY),
        "act": GovForm(),
        "at": at,
    }
    if form is None:
        return render(request, "monitoring/returns/part.html", context)
    return ask(
        request,
        form,
        lambda: actions.check_part(found, comment=form.cleaned_data["comment"], by=request.user, at=at),
        done="Checked. OPCC signs the return when everybody has checked.",
        then=reverse("return_part", args=[pk]),
        template="monitoring/returns/part.html",
        context=context,
    )


@requires(Permission.SIGN_RETURN)
def spreadsheet(request, pk):
    found = _signed(request, pk)
    record("return.downloaded", found, by=request.user, at=timezone.now())
    return paper.response(book(*_as_book(found.frozen)), f"{found.reference}.xlsx", kind=XLSX)


def _as_book(frozen):
    """(lines of the first sheet, tables of the others)"""
    lines = {
        "Reference": frozen["reference"],
        "Quarter": f"{frozen['quarter']}, {frozen['days']}",
        "Counted": frozen["counted"],
        "Signed": f"{frozen['signed']}, {frozen['signed_by']}",
        "What this is": "Exact counts for those who commission and run the service. Not for publication.",
    }
    if frozen["comment"]:
        lines["OPCC says"] = frozen["comment"]
    if frozen["without_because"]:
        lines["Signed before all had checked"] = frozen["without_because"]
    for each in frozen["parts"]:
        checked = f"Checked {each['checked']}, {each['checked_by']}." if each["checked"] else "Not checked."
        lines[each["organisation"]] = (
            f"{checked} {each['comment'] or 'Nothing to add.' * bool(each['checked'])}"
        )
    return lines, as_tables(frozen["sections"])


def _return(request, pk):
    return get_object_or_404(QuarterlyReturn.objects.visible_to(request.user), pk=pk)


def _signed(request, pk):
    """A signed return, that can be taken away."""
    found = _return(request, pk)
    if not found.signed_at:
        raise Http404
    return found


return_papers = paper_pages(RETURN, permission=Permission.SIGN_RETURN, find=_signed)
