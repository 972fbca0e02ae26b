"""Start, save and throw away the referrer's unfinished form."""

from django.db import transaction

from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from intake.models import KEPT_FOR, Draft


@transaction.atomic
def start_draft(*, by, at):
    draft = Draft.objects.create(owner=by, started_at=at, saved_at=at, expires_at=at + KEPT_FOR)
    record("draft.started", draft, by=by, at=at)
    return draft


@transaction.atomic
def save_page(draft, *, page, values, at):
    """Keep one page as typed, finished or not. Saving gives the draft its full time again."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.submitted_at:
        return draft
    draft.data[page] = values
    draft.saved_at, draft.expires_at, draft.warned_at = at, at + KEPT_FOR, None
    draft.save(update_fields=["data", "saved_at", "expires_at", "warned_at"])
    return draft


@transaction.atomic
def discard(draft, *, by, at):
    """True where there was an unfinished draft to throw away."""
    deleted, _ = Draft.objects.unfinished().filter(pk=draft.pk).delete()
    if deleted:
        record("draft.discarded", draft, by=by, at=at)
    return deleted > 0


@transaction.atomic
def warn_of_expiry(draft, *, at):
    """True for the one caller who warns the author."""
    if Draft.objects.to_warn(at).filter(pk=draft.pk).update(warned_at=at) != 1:
        return False
    raise_alert(
        Kind.DRAFT_EXPIRING,
        about=draft,
        to=[Audience.REFERRER],
        because=f"It is deleted on {draft.expires_at:%-d %B %Y} unless you go on with it.",
        at=at,
    )
    return True


@transaction.atomic
def expire(draft, *, at):
    """True for the one caller who deletes an expired draft."""
    deleted, _ = Draft.objects.expired(at).filter(pk=draft.pk).delete()
    if deleted:
        record("draft.expired", draft, by=None, at=at)
    return deleted > 0
