"""The secret address of a facilitator's calendar: made, replaced, revoked. The secret itself is shown once and never kept."""

import secrets
from hashlib import sha256

from accounts.acting import one_act
from audit.trail import record
from programme.models import CalendarFeed


def digest(secret):
    return sha256(secret.encode()).hexdigest()


@one_act
def make_feed(*, by, at):
    """A new secret for one's own calendar; the one before no longer opens anything. The secret."""
    secret = secrets.token_urlsafe(32)
    feed, _ = CalendarFeed.objects.update_or_create(person=by, defaults={"digest": digest(secret), "at": at})
    record("calendar.address_made", feed, by=by, at=at)
    return secret


@one_act
def revoke_feed(feed, *, by, at):
    record("calendar.address_revoked", feed, by=by, at=at)
    CalendarFeed.objects.filter(pk=feed.pk).delete()
