"""A place proposed for everybody who waits, and given by one press."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from forms import GovForm
from programme.actions import enrol
from programme.allocation.reading import proposal_for, waits
from programme.models import Session
from programme.reading import days_in_words, short_moment
from referrals.models import Referral
from referrals.statuses import Status

SHOWN = 25


@requires(Permission.ALLOCATE)
def proposal(request):
    """Who has waited longest first; so many on a page, and when they are placed the next come up."""
    at = timezone.now()
    placed, nowhere = proposal_for(request.user, at=at)
    today = timezone.localtime(at).date()
    context = {
        "rows": [_row(*each, today) for each in placed[:SHOWN]],
        "more": max(0, len(placed) - SHOWN),
        "nowhere": [(referral, _waited(referral, today)) for referral in nowhere[:SHOWN]],
        "nowhere_more": max(0, len(nowhere) - SHOWN),
        "waits": waits(request.user, at=at),
        "at": at,
    }
    return render(request, "programme/proposal.html", context)


@requires(Permission.ALLOCATE)
@require_POST
def place_him(request, pk, session_pk):
    """Give him the place that was proposed; where it cannot be given any more, the reason."""
    at = timezone.now()
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=pk)
    sessions = Session.objects.visible_to(request.user).select_related("group__version")
    session = get_object_or_404(sessions, pk=session_pk)
    if referral.status != Status.SUITABLE:
        messages.error(request, f"{referral.reference} does not wait for a place any more.")
        return redirect("proposal")
    try:
        enrol(referral, group=session.group, first_session=session, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, f"{referral.reference} was not placed. {refusal}")
    else:
        messages.success(
            request,
            f"{referral.reference} has a place in {session.group} from {short_moment(session.starts_at)}. "
            "The social worker and the Integrated Support Service have been told. Now confirm it to him.",
        )
        if request.POST.get("from") == "enrol":
            return redirect("file", referral.pk)
    return redirect("proposal")


def _row(referral, suggestion, group, today):
    return {
        "referral": referral,
        "waited": _waited(referral, today),
        "clock": next(iter(referral.commence), None),
        "group": group,
        "first": suggestion.offer,
        "when": short_moment(suggestion.offer.next_at),
        "reasons": suggestion.reasons,
        "form": GovForm(),
    }


def _waited(referral, today):
    since = referral.decision_date or referral.received_date
    return days_in_words((today - since).days)
