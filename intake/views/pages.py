"""One page of the form at a time: shown as it was left, kept as it is typed."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.roles import Permission, requires
from intake.actions import Elsewhere, drop_document, keep_document, save_page
from intake.already import referred_already
from intake.answers import differences
from intake.forms.page import DOCUMENT, REMOVE_DOCUMENT, SEEN
from intake.leave import give
from intake.models import Draft
from intake.pages import DONE, cleaned, page_after, page_named, pages_of

from .signed_out import KEPT, NOT_KEPT, keeps_what_was_typed

# In the address: come back to the answers afterwards; say at once what is missing.
BACK_TO_ANSWERS, SHOW_MISSING = "answers", "missing"


@keeps_what_was_typed
@requires(Permission.REFER)
def draft_page(request, pk, name):
    at = timezone.now()
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    if draft.submitted_at:
        return redirect("draft_receipt", pk)
    page = _page(name, draft)
    if request.method == "POST":
        return _save(request, draft, page, at=at)
    form = page.rebuilt(draft.data, at=at)
    if SHOW_MISSING not in request.GET:
        form.quietly()
    return _show(request, draft, page, form, already=_already(request, draft, page, at=at))


@keeps_what_was_typed
@requires(Permission.REFER)
@require_POST
def autosave(request, pk, name):
    """Keep what is typed so far: 204. Once the form is sent 409; 200 where another tab has saved other answers, and
    nothing is kept: no error, which a browser would complain of, but a choice that the page will ask for."""
    at = timezone.now()
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    page = _page(name, draft)
    if draft.submitted_at:
        return HttpResponse(status=409)
    form = page.posted(request.POST, at=at)
    try:
        save_page(draft, page=page.name, values=form.values, at=at, **_tab(request, form))
    except Elsewhere:
        return HttpResponse("Not kept: changed in another tab", content_type="text/plain")
    return HttpResponse(status=204)


def _already(request, draft, page, *, at):
    """Said on the page that follows who he is: before anything else is typed."""
    if page.name != pages_of(draft.data)[1].name:
        return []
    return referred_already(draft, cleaned(draft.data, at=at), by=request.user, at=at)


def _page(name, draft):
    page = page_named(name, draft.data)
    if page is None:
        raise Http404("This form has no such page.")
    return page


def _tab(request, form):
    return {"key": str(form.form_key), "seen": request.POST.get(SEEN)}


def _save(request, draft, page, *, at):
    form = page.posted(request.POST, request.FILES, at=at)
    rearranged = form.rearranged()
    values, place = rearranged or (form.values, "")
    try:
        draft = save_page(draft, page=page.name, values=values, at=at, **_tab(request, form))
    except Elsewhere as elsewhere:
        return _show_both(request, elsewhere.draft, page, form, at=at)
    if draft.submitted_at:
        return redirect("draft_receipt", draft.pk)
    valid = form.is_valid()
    _keep_document(draft, page, form, at=at)
    if "later" in request.POST:
        until = f"{timezone.localtime(draft.expires_at):%-d %B %Y}"
        messages.success(request, f"Your draft is saved. It is kept until {until}.")
        return redirect("drafts")
    if rearranged:
        return redirect(f"{request.get_full_path()}#{place}")
    return redirect(_next(request, draft, page, at=at)) if valid else _show(request, draft, page, form)


def _keep_document(draft, page, form, *, at):
    """A signed form that came with the page, good or not in its other answers."""
    if not form.takes_document():
        return
    if document := form.cleaned_data.get(DOCUMENT):
        keep_document(draft, page=page.name, document=document, at=at)
    elif form.cleaned_data.get(REMOVE_DOCUMENT):
        drop_document(draft, page=page.name)


def _next(request, draft, page, *, at):
    """The answers, where the person came from there or nothing is left to ask; else the next page."""
    after = page_after(page, draft.data)
    if after and BACK_TO_ANSWERS not in request.GET:
        return reverse("draft_page", args=[draft.pk, after.name])
    to_check = draft.to_check
    finished = all(each.status(draft.data, at=at, to_check=to_check) == DONE for each in pages_of(draft.data))
    if finished or BACK_TO_ANSWERS in request.GET:
        return reverse("draft_check", args=[draft.pk])
    return reverse("draft", args=[draft.pk])


def _show_both(request, draft, page, form, *, at):
    """What another tab has saved since, beside what is typed here. The form keeps what is typed here."""
    saved = page.rebuilt(draft.data, at=at)
    both = differences(saved.quietly(), form.quietly())
    return _show(request, draft, page, form, both=both)


def _show(request, draft, page, form, **more):
    pages = pages_of(draft.data)
    to_answers = BACK_TO_ANSWERS in request.GET
    last = draft.saves.get(page.name, {})
    kept = draft.documents.filter(page=page.name).first() if form.takes_document() else None
    form.holding(kept.name if kept else "")
    form.seen, form.leave = last.get("key", ""), give(request.user, draft, page.name)
    context = {
        "draft": draft,
        "page": page,
        "form": form,
        "place": pages.index(page) + 1,
        "number": len(pages),
        "back": reverse("draft_check" if to_answers else "draft", args=[draft.pk]),
        "to_answers": to_answers,
        "to_check": page.name in draft.to_check,
        "autosave": reverse("draft_autosave", args=[draft.pk, page.name]),
        "saved_at": datetime.fromisoformat(last["at"]) if last else None,
        "kept": KEPT in request.GET,
        "not_kept": NOT_KEPT in request.GET,
    }
    return render(request, form.template, context | more)
