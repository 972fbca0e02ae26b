"""Send what is due: claim by a committed lease, ask the provider what it has already, send, mark."""

import logging
from datetime import timedelta

from django.db.models import F

from accounts.identity import SYSTEM, acting_as

from .models import Text, Wording
from .occasions import MANNERS, NOWHERE, TOO_LATE
from .providers import Failed, provider
from .reaching import link_of, reach_of
from .wordings import filled_in

logger = logging.getLogger(__name__)

BATCH = 50
LEASE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)


def deliver_batch(*, at, now):
    """Send up to ``BATCH`` texts due by ``at``; how many were settled. One that fails waits longer each time."""
    through = provider()
    return sum(_deliver(text, through, at=at, now=now) for text in _claim(at))


def _claim(at):
    with acting_as(SYSTEM):
        rows = Text.objects.to_send(at).select_for_update(skip_locked=True)[:BATCH]
        ids = [row.pk for row in rows]
        Text.objects.filter(pk__in=ids).update(lease_until=at + LEASE, attempts=F("attempts") + 1)
        return list(Text.objects.filter(pk__in=ids).order_by("pk"))


def _deliver(text, through, *, at, now):
    with acting_as(SYSTEM):
        reach = reach_of(text.about_model, text.about_id)
        link = link_of(text.occasion, text.thing_id)
        words = words_of(text, reach, link or "")
    too_late = TOO_LATE if at >= text.useless_at else ""
    nowhere = NOWHERE if link == "" else ""
    if why_not := reach.why_not(text.channel) or too_late or nowhere:
        _settle(text, dropped_because=why_not)
        return True
    try:
        # An attempt that was cut off may have reached the provider: ask before it goes a second time.
        known = through.known(text) if text.attempts > 1 else ""
        number = known or through.send(text, reach, words)
    except Failed as failure:
        wait = min(LONGEST_WAIT, timedelta(minutes=2**text.attempts))
        _settle(text, lease_until=at + wait, last_error=failure.word)
        logger.warning("A text could not be sent; it will be tried again.")
        return False
    _settle(text, sent_at=now(), provider_id=number, lease_until=None, last_error="")
    return True


def _settle(text, **facts):
    with acting_as(SYSTEM):
        Text.objects.filter(pk=text.pk).update(**facts)


def words_of(text, reach, link=""):
    """The words in his language where somebody has written them, else in English."""
    held = Wording.objects.in_force(text.written_at).filter(language__iexact=reach.language)
    own = held.filter(occasion=text.occasion).order_by("-pk").first()
    words = own.words if own else MANNERS[text.occasion].english
    return filled_in(words, moment=text.moment, phone=reach.ring, link=link)
