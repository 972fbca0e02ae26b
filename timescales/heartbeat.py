"""The heart of the clockwork: each round says that it began and that it ended, so that silence is seen."""

from django.db import transaction

from .models import Heartbeat

SWEEP, MAILS, TEXTS = "sweep", "mails", "texts"


@transaction.atomic
def begins(name, *, at):
    Heartbeat.objects.update_or_create(name=name, defaults={"began_at": at})


@transaction.atomic
def beats(name, *, at):
    """A round of ``name`` has ended well at ``at``."""
    Heartbeat.objects.filter(name=name).update(at=at) or Heartbeat.objects.create(
        name=name, began_at=at, at=at
    )


def last(name):
    """The row of ``name``, or None where it has never begun."""
    return Heartbeat.objects.filter(name=name).first()
