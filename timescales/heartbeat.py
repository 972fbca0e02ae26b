"""The heart of the clockwork: each round says that it began and that it ended, so that silence is seen."""

from accounts.acting import one_act

from .models import Heartbeat

SWEEP, MAILS, TEXTS = "sweep", "mails", "texts"


@one_act
def begins(name, *, at):
    Heartbeat.objects.update_or_create(name=name, defaults={"began_at": at})


@one_act
def beats(name, *, at):
    """A round of ``name`` has ended well at ``at``."""
    Heartbeat.objects.filter(name=name).update(at=at) or Heartbeat.objects.create(
        name=name, began_at=at, at=at
    )


def last(name):
    """The row of ``name``, or None where it has never begun."""
    return Heartbeat.objects.filter(name=name).first()
