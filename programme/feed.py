"""What a facilitator's calendar feed holds: group, place and time of what he or she leads. Nobody's name."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.timezone import localtime

from accounts.roles import Permission

from .actions.feeds import digest
from .calendar import led_by
from .models import CalendarFeed, Session

LOOKS_BACK, LOOKS_AHEAD = timedelta(weeks=6), timedelta(weeks=60)


def owner_of(secret):
    """Whose calendar the secret opens; None for an unknown one, and for somebody who no longer runs sessions."""
    feed = CalendarFeed.objects.filter(digest=digest(secret)).select_related("person").first()
    return feed.person if feed and feed.person.may(Permission.RUN_SESSIONS) else None


def events_of(person, *, at):
    today = localtime(at).date()
    sessions = led_by(person, first=today - LOOKS_BACK, last=today + LOOKS_AHEAD)
    return [_event(session) for session in sessions]


def _event(session):
    venue = session.group.venue
    return {
        "uid": f"session-{session.pk}@{urlsplit(settings.SITE_URL).hostname}",
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "revision": session.revision,
        "cancelled": session.state == Session.State.CANCELLED,
        "summary": session.group.name,
        "location": ", ".join(filter(None, [venue.name, session.group.room, venue.address])),
    }
