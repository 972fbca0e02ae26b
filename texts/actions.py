"""Write what is to be said to him, with the fact; take back what has not gone."""

import logging

from django.db import transaction
from django.utils.timezone import localtime
from kombu.exceptions import OperationalError

from .hours import not_in_quiet_hours
from .models import Text
from .occasions import MANNERS, Channel
from .reaching import reach_of
from .tasks import deliver_texts

logger = logging.getLogger(__name__)


@transaction.atomic
def write(occasion, *, about, key, moment, due_at, useless_at, at):
    """Say ``occasion`` about the session at ``moment`` to the man of the file ``about``, once for each ``key``.

    Nothing is written for a man who does not want it, or where it would come too late. The Text, or None.
    """
    label = about._meta.concrete_model._meta.label_lower
    reach = reach_of(label, about.pk)
    earlier = MANNERS[occasion].letter_before
    if not reach.channel or (reach.channel == Channel.LETTER and earlier is None):
        return None
    if reach.channel == Channel.LETTER:
        due_at -= earlier
    due_at = not_in_quiet_hours(max(due_at, at))
    if due_at >= useless_at:
        return None
    local = localtime(moment)
    text, new = Text.objects.get_or_create(
        key=key,
        defaults={
            "occasion": occasion,
            "channel": reach.channel,
            "about_model": label,
            "about_id": about.pk,
            "values": {"day": f"{local:%A %-d %B}", "time": f"{local:%-I:%M%p}".lower()},
            "written_at": at,
            "due_at": due_at,
            "useless_at": useless_at,
        },
    )
    if not new:
        return None
    if due_at <= at:
        transaction.on_commit(_ring, robust=True)
    return text


@transaction.atomic
def take_back(*, keys, because):
    """What has not gone yet does not go. How many were taken back."""
    return Text.objects.waiting().filter(key__in=keys).update(dropped_because=because)


def _ring():
    """Wake a worker; without Redis the next tick of the clock finds the row."""
    try:
        deliver_texts.apply_async(ignore_result=True, retry=False)
    except (OperationalError, OSError):
        logger.warning("No worker could be woken; the next tick sends the texts.")
