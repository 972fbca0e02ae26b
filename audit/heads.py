"""The head of each day: the last seal of it, to be kept away from this site.

Whoever holds the database and the key can write a whole trail anew; only a copy that lies elsewhere finds that. One
line a day is such a copy: it is written to the log, printed by ``manage.py trail_head``, and the data-protection
officer can take all of them away. It says a day, a number and a hash, and so nothing of anybody.
"""

from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.timezone import get_current_timezone, localtime

from .models import Head, Seal


def make_head(*, at):
    """The head of the last whole day that has seals, at the clocks of this country. The Head, or None: made already."""
    today = datetime.combine(localtime(at).date(), time(), tzinfo=get_current_timezone())
    last = Seal.objects.filter(at__lt=today).order_by("-at", "-number").first()
    if last is None or Head.objects.filter(day=localtime(last.at).date()).exists():
        return None
    entries = Seal.objects.filter(number__lte=last.number).aggregate(all=Sum("entries"))["all"]
    try:
        with transaction.atomic():
            return Head.objects.create(
                day=localtime(last.at).date(), number=last.number, hash=last.hash, entries=entries, at=at
            )
    except IntegrityError:  # two clocks that ring at once: the other has made it
        return None


def of_lines(text):
    """ "number:hash" of every line of what was kept: as ``str(Head)`` writes them, or the bare heads."""
    return [line.split()[-1] for line in text.splitlines() if line.strip() and not line.startswith("#")]
