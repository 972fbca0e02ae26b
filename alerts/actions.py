"""Raise an alert with the fact; acknowledge it."""

import logging

from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.acting import one_act
from audit.trail import record

from .answers import answer
from .audiences import everybody_of, with_stand_ins
from .climbing import begin_climbs, end_climb, notice_to
from .digests import digests_for
from .kept_back import or_managers
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
    recipients = everybody_of(about, to, at=at)
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
    _tell(alert, recipients, about=about, at=at, but=by)
    transaction.on_commit(ring, robust=True)
    return alert


def _tell(alert, recipients, *, about, at, but):
    """One notice for each person and whoever covers for them; nobody is told of what they did themselves."""
    notices = {}
    for person, recipient in or_managers(with_stand_ins(recipients, at=at), about, at=at):
        if but is None or person.pk != but.pk:
            notices.setdefault(person.pk, (person, recipient))
    told = list(notices.values())
    climbs = begin_climbs(alert, told, at=at) if manner(alert.kind).must_acknowledge else {}
    daily = digests_for(alert.kind, [person for person, _ in told], at=at)
    Notice.objects.bulk_create(
        notice_to(
            person,
            recipient,
            alert,
            climbs.get((person.organisation_id, recipient.reference)),
            at=at,
            digest=daily.get(person.pk),
        )
        for person, recipient in told
    )


def ring():
    """Wake a worker. The rows are the queue: without Redis the next tick of the clock finds them."""
    try:
        deliver_unsent.apply_async(ignore_result=True, retry=False)
    except (OperationalError, OSError):
        logger.warning("No worker could be woken; the next sweep delivers.")


@one_act
def open_notice(notice, *, at):
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=at)


@one_act
def acknowledge(notice, *, by, at):
    """Answer an alert for one's own organisation, and do what its kind asks for besides.

    True for the first answer of the organisation; a repeat, or one that comes after a colleague's, changes nothing.
    """
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=at)
    if notice.climb_id and not end_climb(notice.climb, by=by, at=at):
        return False
    mine = Notice.objects.filter(pk=notice.pk, person=by, acknowledged_at=None, answered_at=None)
    if mine.update(acknowledged_at=at) != 1:
        return False
    _answered(notice.alert, by=by, at=at)
    return True


@one_act
def acknowledge_climb(climb, *, by, at):
    """As ``acknowledge``, from the page of the file: also by somebody whom the alert has not reached."""
    Notice.objects.filter(climb=climb, person=by, seen_at=None).update(seen_at=at)
    if not end_climb(climb, by=by, at=at):
        return False
    Notice.objects.filter(climb=climb, person=by).update(acknowledged_at=at, answered_at=None)
    _answered(climb.alert, by=by, at=at)
    return True


def _answered(alert, *, by, at):
    record("alert.acknowledged", alert, by=by, at=at, kind=alert.kind)
    answer(alert, by=by, at=at)
