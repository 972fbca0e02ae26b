"""Send what is due, by the rule of ``outbox``; what no longer makes sense is settled with its reason."""

from outbox import points
from outbox.delivering import Post, deliver

from .models import Text, Wording
from .occasions import MANNERS, NOWHERE, TOO_LATE
from .providers import provider
from .reaching import link_of, reach_of
from .wordings import filled_in


def deliver_batch(*, at, now):
    """Settle the texts due by ``at``, at most one batch; how many. One that fails waits longer each time."""
    return deliver(TEXTS, at=at, now=now)


def _carry(text, now):
    reached = reach_of(text.about_model, text.about_id)
    link = link_of(text.occasion, text.thing_id)
    at = now()
    nowhere = NOWHERE if link == "" else ""
    if why_not := reached.why_not(text.channel) or nowhere:
        return {"dropped_because": why_not}
    if at >= text.useless_at:
        return {"dropped_because": TOO_LATE, "undelivered_at": at}
    through = provider()
    # An attempt that was cut off may have reached the provider: ask before it goes a second time.
    known = through.was_taken(text) if text.attempts > 1 else ""
    points.reach("before_send")
    number = known or through.send(text, reached, words_of(text, reached, link or ""))
    points.reach("sent")
    return {"sent_at": now(), "provider_id": number}


def words_of(text, reach, link=""):
    """The words in his language where somebody has written them, else in English."""
    held = Wording.objects.in_force(text.written_at).filter(language__iexact=reach.language)
    own = held.filter(occasion=text.occasion).order_by("-pk").first()
    words = own.words if own else MANNERS[text.occasion].english
    return filled_in(words, moment=text.moment, phone=reach.ring, link=link)


# Each by itself: its request to Notify takes longer than the two transactions
TEXTS = Post(Text, Text.objects.to_send, {"sent_at": None, "dropped_because": ""}, _carry)
