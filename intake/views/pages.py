"""One page of the form at a time: shown as it was left, kept as it is typed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.roles import Permission, requires
from intake.actions import save_page
from intake.models import Draft
from intake.pages import DONE, page_after, page_named, pages_of

# In the address: come back to the answers afterwards; say at once what is missing.
BACK_TO_ANSWERS, SHOW_MISSING = "answers", "missing"


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
    return _show(request, draft, page, form)


@requires(Permission.REFER)
@require_POST
def autosave(request, pk, name):
    """Keep what is typed so far. 409 once the form is sent: there is nothing left to keep it in."""
    at = timezone.now()
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    page = _page(name, draft)
    if draft.submitted_at:
        return HttpResponse(status=409)
    save_page(draft, page=page.name, values=page.posted(request.POST, at=at).values, at=at)
    return HttpResponse(status=204)


def _page(name, draft):
    page = page_named(name, draft.data)
    if page is None:
        raise Http404("This form has no such page.")
    return page


def _save(request, draft, page, *, at):
    form = page.posted(request.POST, at=at)
    rearranged = form.rearranged()
    draft = save_page(draft, page=page.name, values=rearranged or form.values, at=at)
    if draft.submitted_at:
        return redirect("draft_receipt", draft.pk)
    if "later" in request.POST:
        messages.success(
            request,
            f"Your draft is saved. It is kept until {timezone.localtime(draft.expires_at):%-d %B %Y}.",
        )
        return redirect("drafts")
    if rearranged:
        return redirect(f"{request.get_full_path()}#{form.start_of_rows}")
    if not form.is_valid():
        return _show(request, draft, page, form)
    return redirect(_next(request, draft, page, at=at))


def _next(request, draft, page, *, at):
    """The answers, where the person came from there or nothing is left to ask; else the next page."""
    after = page_after(page, draft.data)
    if after and BACK_TO_ANSWERS not in request.GET:
        return reverse("draft_page", args=[draft.pk, after.name])
    finished = all(each.status(draft.data, at=at) == DONE for each in pages_of(draft.data))
    if finished or BACK_TO_ANSWERS in request.GET:
        return reverse("draft_check", args=[draft.pk])
    return reverse("draft", args=[draft.pk])


def _show(request, draft, page, form):
    pages = pages_of(draft.data)
    to_answers = BACK_TO_ANSWERS in request.GET
    context = {
        "draft": draft,
        "page": page,
        "form": form,
        "place": pages.index(page) + 1,
        "number": len(pages),
        "back": reverse("draft_check" if to_answers else "draft", args=[draft.pk]),
        "to_answers": to_answers,
        "autosave": reverse("draft_autosave", args=[draft.pk, page.name]),
    }
    return render(request, form.template, context)
