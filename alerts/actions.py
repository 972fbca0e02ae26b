"""Raise an alert with the fact; acknowledge it."""

import logging

from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.cover import with_cover
from audit.trail import record

from .answers import answer
from .audiences import Recipient, people
from .kinds import manner
from .models import Alert, Notice
from .tasks import deliver_unsent

logger = logging.getLogger(__name__)


def raise_alert(kind, *, about, to, at, because="", key="", by=None, expect_by=None):
    """Tell the audiences ``to`` (or explicit Recipients) about a file, once.

    Written in the caller's transaction: the fact and the telling stand or fall together. ``key`` names the fact
    (default: kind, file and moment); a second alert of the same key changes nothing and returns None.
    ``because`` is read by every audience named: it must hold nothing that one of them may not know.
    ``expect_by`` is said in the mail itself: the moment by which contact is made.
    """
    audiences = [who for who in to if not isinstance(who, Recipient)]
    recipients = [who for who in to if isinstance(who, Recipient)] + people(about, audiences, at=at)
    key = key or f"{kind}:{about._meta.concrete_model._meta.label_lower}:{about.pk}:{at.isoformat()}"
    alert, new = Alert.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "about_model": about._meta.concrete_model._meta.label_lower,
            "about_id": about.pk,
            "because": because,
            "at": at,
            "expect_by": expect_by,
        },
    )
    if not new:
        return None
    _tell(alert, recipients, at=at, but=by)
    transaction.on_commit(ring, robust=True)
    return alert


def _tell(alert, recipients, *, at, but):
    """One notice for each person and whoever covers for them; nobody is told of what they did themselves."""
    how = manner(alert.kind)
    notices = {}
    for recipient in recipients:
        for person in with_cover([recipient.person], at=at):
            if but is None or person.pk != but.pk:
                notices.setdefault(person.pk, (person, recipient))
    Notice.objects.bulk_create(
        Notice(
            alert=alert,
            person=person,
            reference=recipient.reference,
            path=recipient.path,
            must_acknowledge=how.must_acknowledge,
            mail_due_at=at if how.mail else None,
        )
        for person, recipient in notices.values()
    )


def ring():
    """Wake a worker. The rows are the queue: without Redis the next tick of the clock finds them."""
    try:
        deliver_unsent.apply_async(ignore_result=True, retry=False)
    except (OperationalError, OSError):
        logger.warning("No worker could be woken; the next sweep delivers.")


@transaction.atomic
def open_notice(notice, *, at):
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=at)


@transaction.atomic
def acknowledge(notice, *, by, at):
    """Answer an alert, and what its kind asks for besides. True for the first answer; a repeat changes nothing."""
    first = (
        Notice.objects.filter(pk=notice.pk, person=by, acknowledged_at=None).update(acknowledged_at=at) == 1
    )
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=at)
    if first:
        record("alert.acknowledged", notice.alert, by=by, at=at, kind=notice.alert.kind)
        answer(notice.alert, by=by, at=at)
    return first
