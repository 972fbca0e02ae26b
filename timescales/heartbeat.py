"""The heart of the clockwork: each round says that it began and that it ended, so that silence is seen."""

from accounts.acting import one_act
from accounts.written import Written

from .models import Heartbeat

SWEEP, MAILS, TEXTS = "sweep", "mails", "texts"
_STANDING = Written(lambda: Heartbeat.objects.values_list("name", "began_at", "at"))


@one_act
def begins(name, *, at):
    Heartbeat.objects.filter(name=name).update(began_at=at) or Heartbeat.objects.update_or_create(
        name=name, defaults={"began_at": at}
    )


@one_act
def beats(name, *, at):
    """A round of ``name`` has ended well at ``at``."""
    Heartbeat.objects.filter(name=name).update(at=at) or Heartbeat.objects.create(
        name=name, began_at=at, at=at
    )


@one_act
def beat_together(names, *, at):
    """The rounds of these ``names`` have been gone to their ends, in a pass that began at ``at``."""
    beats = [Heartbeat(name=name, began_at=at, at=at) for name in sorted(names)]
    Heartbeat.objects.bulk_create(
        beats, update_conflicts=True, unique_fields=["name"], update_fields=["began_at", "at"]
    )


def began(name):
    """When ``name`` last began; None where it never did."""
    return next((began_at for each, began_at, _ in _STANDING.rows() if each == name), None)


def ended():
    """{name: when it last ended well}, of all that ever did."""
    return {name: at for name, _, at in _STANDING.rows() if at}


def last(name):
    """The row of ``name``, or None where it has never begun."""
    return Heartbeat.objects.filter(name=name).first()
