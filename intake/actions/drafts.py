"""Start, save and throw away the referrer's unfinished form."""

from django.db import transaction

from accounts.acting import one_act
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from intake.models import KEPT_FOR, Draft


@one_act
def start_draft(*, by, at):
    draft = Draft.objects.create(owner=by, started_at=at, saved_at=at, expires_at=at + KEPT_FOR)
    record("draft.started", draft, by=by, at=at)
    return draft


class Elsewhere(Exception):
    """The page was saved from another tab since this one was drawn. ``draft`` as it stands now."""

    def __init__(self, draft):
        super().__init__("This page has been changed in another tab.")
        self.draft = draft


@one_act
def save_page(draft, *, page, values, at, key="", seen=None):
    """Keep one page as typed, finished or not. Saving gives the draft its full time again.

    ``key``: that of the form on the screen. ``seen``: the key of the save that the form was drawn from, None to
    save whatever happened meanwhile. Raises Elsewhere where another form has saved other answers since.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.submitted_at:
        return draft
    last = draft.saves.get(page, {}).get("key", "")
    if seen is not None and last not in (seen, key) and draft.data.get(page) != values:
        raise Elsewhere(draft)
    draft.data[page] = values
    draft.saves[page] = {"key": key, "at": at.isoformat()}
    draft.to_check = [name for name in draft.to_check if name != page]
    draft.saved_at, draft.expires_at, draft.warned_at = at, at + KEPT_FOR, None
    draft.save(update_fields=["data", "saves", "to_check", "saved_at", "expires_at", "warned_at"])
    return draft


@one_act
def keep_document(draft, *, page, document, at):
    """Put a signed form to a page, in the place of the one before."""
    drop_document(draft, page=page)
    return draft.documents.create(page=page, document=document, name=document.name[-200:], at=at)


@one_act
def drop_document(draft, *, page):
    _delete_files(draft.documents.filter(page=page))


def empty(draft):
    """Nothing is left of what was typed; the caller saves the draft."""
    draft.data, draft.saves, draft.to_check = {}, {}, []
    _delete_files(draft.documents.all())


def _delete_files(documents):
    for kept in documents:
        storage, name = kept.document.storage, kept.document.name
        kept.delete()
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))


@one_act
def discard(draft, *, by, at):
    """True where there was an unfinished draft to throw away."""
    deleted = _delete(Draft.objects.unfinished().filter(pk=draft.pk))
    if deleted:
        record("draft.discarded", draft, by=by, at=at)
    return deleted


@one_act
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


@one_act
def expire(draft, *, at):
    """True for the one caller who deletes an expired draft."""
    deleted = _delete(Draft.objects.expired(at).filter(pk=draft.pk))
    if deleted:
        record("draft.expired", draft, by=None, at=at)
    return deleted


def _delete(drafts):
    found = drafts.select_for_update().first()
    if found is None:
        return False
    _delete_files(found.documents.all())
    found.delete()
    return True
