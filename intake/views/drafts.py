"""The referrer's unfinished forms: begin, see how far one is, throw one away."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission, requires
from forms import GovForm
from intake.actions import discard, start_draft
from intake.already import referred_already
from intake.eligibility import explanations, in_words, not_met
from intake.models import KEPT_FOR, Draft
from intake.pages import DONE, HER, HIM, TONES, cleaned, pages_of

PAGE_SIZE = 25


@requires(Permission.REFER)
def drafts(request):
    """Newest first, so many a page; the address of the next page carries where this one ended."""
    at = timezone.now()
    mine = Draft.objects.visible_to(request.user).unfinished().order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        mine = mine.filter(pk__lt=int(before))
    shown = list(mine[: PAGE_SIZE + 1])
    older = f"?before={shown[PAGE_SIZE - 1].pk}" if len(shown) > PAGE_SIZE else ""
    rows = [(draft, _name(draft)) for draft in shown[:PAGE_SIZE]]
    newer = reverse("drafts") if before else ""
    return render(request, "intake/drafts.html", {"rows": rows, "older": older, "newer": newer, "at": at})


@requires(Permission.REFER)
def start_referral(request):
    at = timezone.now()
    if request.method == "POST":
        begun = start_draft(by=request.user, at=at)
        return redirect("draft_page", begun.pk, pages_of(begun.data)[0].name)
    context = {"criteria": explanations(at), "kept_days": KEPT_FOR.days, "key_form": GovForm()}
    return render(request, "intake/start.html", context)


@requires(Permission.REFER)
def draft(request, pk):
    at = timezone.now()
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    if draft.submitted_at:
        return redirect("draft_receipt", pk)
    statuses = [
        (page, page.status(draft.data, at=at, to_check=draft.to_check)) for page in pages_of(draft.data)
    ]
    left = [page for page, status in statuses if status != DONE]
    context = {
        "draft": draft,
        "name": _name(draft),
        "his_tasks": _tasks(draft, statuses, HIM),
        "her_tasks": _tasks(draft, statuses, HER),
        "left": left,
        "done": len(statuses) - len(left),
        "number": len(statuses),
        "warnings": in_words(not_met(draft.data, at=at)),
        "already": referred_already(draft, cleaned(draft.data, at=at), by=request.user, at=at),
    }
    return render(request, "intake/draft.html", context)


@requires(Permission.REFER)
def discard_draft(request, pk):
    at = timezone.now()
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    if draft.submitted_at:
        messages.info(request, "This form has been sent and is no longer a draft.")
        return redirect("draft_receipt", pk)
    if request.method == "POST":
        discard(draft, by=request.user, at=at)
        messages.success(request, "The draft is deleted. Nothing of it was sent to anybody.")
        return redirect("drafts")
    return render(
        request, "intake/discard.html", {"draft": draft, "name": _name(draft), "key_form": GovForm()}
    )


def _name(draft):
    """His name as far as it was typed. Never hers: it stands in lists."""
    typed = draft.data.get("him", {})
    return f"{typed.get('first_name', '')} {typed.get('last_name', '')}".strip()


def _tasks(draft, statuses, about):
    return [
        {
            "title": page.title,
            "href": reverse("draft_page", args=[draft.pk, page.name]),
            "status": status,
            "tone": TONES[status],
        }
        for page, status in statuses
        if page.about == about
    ]
