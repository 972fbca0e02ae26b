"""A shared risk note is replaced by a newer one, or withdrawn; what was written stays on record."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.roles import Permission, requires
from joint import actions
from joint.forms.safety import EndNoteForm, RiskNoteForm
from joint.models import RiskNote
from joint.views.pages import ask_about, stopped


@requires(Permission.ISS_AT_TABLE)
def replace_note(request, pk):
    at = timezone.now()
    note = _note(request, pk)
    while request.method == "POST" and hasattr(note, "superseded_by"):
        # Somebody was quicker: what is typed is held against what they wrote
        note = _note(request, note.superseded_by.pk)
    him = note.referral
    if him.sharing_stopped:
        return stopped(request, him)
    if note.ended_at:
        return _ended(request, him)
    stored = {"text": note.text, "may_be_used_with_him": note.may_be_used_with_him}
    form = RiskNoteForm(request.POST or None, at=at, stored=stored)
    return ask_about(
        request,
        him,
        form,
        lambda: actions.share_risk_note(him, supersedes=note, by=request.user, at=at, **form.cleaned_data),
        heading="Replace a shared risk note",
        intro="The note as it is stays on record and is marked as replaced.",
        submit="Share this in its place",
        done="Replaced. My Time must acknowledge the new note.",
        warn=True,
        at=at,
    )


@requires(Permission.ISS_AT_TABLE)
def withdraw_note(request, pk):
    at = timezone.now()
    note = _note(request, pk)
    if note.ended_at:
        return _ended(request, note.referral)
    form = EndNoteForm(request.POST or None, at=at)
    return ask_about(
        request,
        note.referral,
        form,
        lambda: actions.withdraw_risk_note(note, by=request.user, at=at, **form.cleaned_data),
        heading="Withdraw a shared risk note",
        consequences=[
            "My Time is told that the note no longer holds, and must acknowledge it.",
            "It stays on record.",
        ],
        submit="Withdraw it",
        done="Withdrawn. My Time has been told.",
        at=at,
    )


def _note(request, pk):
    rows = RiskNote.objects.visible_to(request.user).select_related("referral__man", "referral__area")
    return get_object_or_404(rows, pk=pk)


def _ended(request, him):
    messages.info(request, "This note no longer holds already.")
    return redirect("pair", him.pk)
