"""Check the answers, send the form, and the receipt."""

from contextlib import ExitStack

from django.core.files import File
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from forms import GovForm
from intake.actions import submit
from intake.already import referred_already
from intake.answers import answers
from intake.eligibility import in_words, not_met
from intake.forms import OverrideForm
from intake.models import Draft
from intake.pages import cleaned, filled
from intake.receipt import promised
from intake.translate import submission
from referrals.models import Referral

from .pages import BACK_TO_ANSWERS, SHOW_MISSING


@requires(Permission.REFER)
def draft_check(request, pk):
    at = timezone.now()
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    if draft.submitted_at:
        return redirect("draft_receipt", pk)
    found = not_met(draft.data, at=at)
    posted = request.POST if request.method == "POST" else None
    form = (OverrideForm if found else GovForm)(posted, at=at)
    documents = {kept.page: kept for kept in draft.documents.all()}
    parts = [
        _part(draft, page, filled_in, documents.get(page.name))
        for page, filled_in in filled(draft.data, at=at)
    ]
    complete = all(part["done"] for part in parts)
    if (
        posted is not None
        and complete
        and form.is_valid()
        and _sent(request, draft, form, found, documents, at=at)
    ):
        return redirect("draft_receipt", pk)
    context = {
        "draft": draft,
        "form": form,
        "parts": parts,
        "complete": complete,
        "warnings": in_words(found),
        "already": referred_already(draft, cleaned(draft.data, at=at), by=request.user, at=at),
        "hers": any(part["page"].is_hers and part["started"] for part in parts),
    }
    return render(request, "intake/check.html", context)


@requires(Permission.REFER)
def draft_receipt(request, pk):
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    if not draft.submitted_at:
        return redirect("draft", pk)
    # Theirs to send, and perhaps not theirs to see any more
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=draft.referral_id)
    context = {"draft": draft, "referral": referral, "promises": promised(referral)}
    return render(request, "intake/receipt.html", context)


def _sent(request, draft, form, found, documents, *, at):
    """Send it; False, with the reason on the form, where it is refused."""
    with ExitStack() as opened:
        files = {
            page: File(opened.enter_context(kept.document.open("rb")), name=kept.name)
            for page, kept in documents.items()
        }
        whole = submission(cleaned(draft.data, at=at), by=request.user, documents=files)
        whole["referral"] |= {
            "eligibility_warnings": [str(criterion.value) for criterion in found],
            "eligibility_override": form.cleaned_data.get("because", ""),
        }
        try:
            submit(draft, by=request.user, at=at, **whole)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return False
    return True


def _part(draft, page, form, document):
    href = reverse("draft_page", args=[draft.pk, page.name])
    done = form.is_valid() and page.name not in draft.to_check
    form.holding(document.name if document else "")
    return {
        "page": page,
        "done": done,
        "started": page.name in draft.data,
        "href": f"{href}?{BACK_TO_ANSWERS}" + ("" if done or not form.is_bound else f"&{SHOW_MISSING}"),
        "rows": answers(form) if done else [],
    }
