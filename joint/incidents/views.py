"""Report an incident from one's own side, from children's services, and correct one's own."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.roles import Permission, requires
from joint import actions
from joint.actions.incidents import FACTS
from joint.models import Incident, Reporter, Side
from joint.views.pages import ask_about, find_him, side_of
from referrals.models import Referral

from .forms import CorrectionForm, IncidentForm
from .reading import may_correct

_WHO_READS = {
    Reporter.ISS: "Your own service reads this. My Time reads it only if you share it.",
    Reporter.MY_TIME: "My Time reads this, and the Integrated Support Service if he is linked to it.",
    Reporter.CSC: "My Time reads this. If a support service for a partner is linked to him, it reads this too.",
}
FOLLOWS = (
    "Those who must know are told now, and must acknowledge it.",
    "The risk is looked at again.",
    "He is told nothing.",
)


@requires(Permission.REPORT_INCIDENT)
def incident(request, pk):
    at = timezone.now()
    him, side = find_him(request, pk), side_of(request.user)
    form = IncidentForm(request.POST or None, may_share=side == Side.ISS, at=at)
    return _report(request, him, form, side, at=at)


@requires(Permission.TELL_INCIDENT)
def csc_incident(request, pk):
    """A social worker tells both services, each by its own path."""
    at = timezone.now()
    found = Referral.objects.visible_to(request.user).select_related("man", "area")
    him = get_object_or_404(found, pk=pk)
    form = IncidentForm(request.POST or None, may_share=False, at=at)
    return _report(request, him, form, Reporter.CSC, at=at)


def _report(request, him, form, side, *, at):
    return ask_about(
        request,
        him,
        form,
        lambda: actions.report_incident(him, side=side, by=request.user, at=at, **form.cleaned_data),
        heading="Report an incident or escalation",
        intro=_WHO_READS[Reporter(side)],
        consequences=FOLLOWS,
        template="joint/incident_form.html",
        submit="Report it and tell them now",
        done="Reported. Those who must know have been told, and must acknowledge it.",
        warn=True,
        at=at,
    )


@requires(Permission.CORRECT_INCIDENT)
def correct_incident(request, pk):
    at = timezone.now()
    rows = Incident.objects.visible_to(request.user).select_related(
        "referral__man", "referral__area", "corrected_by"
    )
    row = get_object_or_404(rows, pk=pk)
    while request.method == "POST" and hasattr(row, "corrected_by"):
        # Somebody was quicker: what is typed is held against what they wrote
        row = rows.get(pk=row.corrected_by.pk)
    if not may_correct(request.user, row):
        raise PermissionDenied(f"This was reported by {row.get_side_display()}: they correct it.")
    stored = {name: getattr(row, name) for name in FACTS}
    may_share = row.side == Reporter.ISS and not row.shared
    form = CorrectionForm(request.POST or None, may_share=may_share, at=at, stored=stored)
    return ask_about(
        request,
        row.referral,
        form,
        lambda: actions.correct_incident(row, by=request.user, at=at, **form.cleaned_data),
        heading="Correct an incident",
        template="joint/incident_correction.html",
        submit="Correct it and tell them",
        done="Corrected. Whoever was told has been told again.",
        warn=True,
        at=at,
    )
