"""Write what is to be said to him, with the fact; take back what has not gone."""

import logging

from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.acting import one_act

from .hours import not_in_quiet_hours
from .models import Text
from .occasions import LETTER_TAKES, MANNERS, TOO_LATE, Channel
from .reaching import reach_of
from .tasks import deliver_texts

logger = logging.getLogger(__name__)


@one_act
def write(occasion, *, about, thing_id, moment, due_at, useless_at, at):
    """Say ``occasion`` about the appointment ``thing_id`` at ``moment`` to the man of the file ``about``, once.

    Nothing is written for a man who does not want it. Where he cannot be reached, or only too late, the row says
    why nothing was sent. The new Text, or None.
    """
    label = about._meta.concrete_model._meta.label_lower
    reach = reach_of(label, about.pk)
    if not reach.channel:
        return None
    due_at, useless_at = _in_time(occasion, reach.channel, due_at, useless_at, at=at)
    too_late = TOO_LATE if due_at >= useless_at else ""
    text, new = Text.objects.get_or_create(
        occasion=occasion,
        about_model=label,
        about_id=about.pk,
        thing_id=thing_id,
        moment=moment,
        defaults={
            "channel": reach.channel,
            "written_at": at,
            "due_at": due_at,
            "useless_at": useless_at,
            "dropped_because": reach.why_not(reach.channel) or too_late,
        },
    )
    if new and due_at <= at and not text.dropped_because:
        transaction.on_commit(_ring, robust=True)
    return text if new else None


def _in_time(occasion, channel, due_at, useless_at, *, at):
    """(when it goes, when it would only confuse): a letter goes earlier, and takes days."""
    if channel == Channel.LETTER:
        due_at -= MANNERS[occasion].letter_before
        useless_at -= LETTER_TAKES
    return not_in_quiet_hours(max(due_at, at)), useless_at


@one_act
def take_back(occasion, *, about_model, about_ids, thing_id, because):
    """What has not gone yet does not go. How many were taken back."""
    unsent = Text.objects.waiting().filter(occasion=occasion, about_model=about_model, thing_id=thing_id)
    return unsent.filter(about_id__in=about_ids).update(dropped_because=because)


def _ring():
    """Wake a worker; without Redis the next tick of the clock finds the row."""
    try:
        deliver_texts.apply_async(ignore_result=True, retry=False)
    except (OperationalError, OSError):
        logger.warning("No worker could be woken; the next tick sends the texts.")
