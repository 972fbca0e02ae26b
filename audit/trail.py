"""Write the trail, by hand, in the same transaction as the act."""

from .chain import new_mark
from .models import Entry


def record(act, about, *, by, at, **details):
    """Add one entry. ``by`` is a User or None for the system; ``details`` are codes and references only."""
    entry = {
        "at": at,
        "act": act,
        "actor_id": by.pk if by else None,
        "actor_role": by.role if by else "",
        "about_model": about._meta.concrete_model._meta.label_lower,
        "about_id": about.pk,
        "reference": getattr(about, "reference", ""),
        "details": details,
    }
    return Entry.objects.create(**entry, mark=new_mark(**entry))


def saw(about, *, by, at, page=""):
    """Record that somebody opened a file."""
    return record("seen", about, by=by, at=at, **({"page": page} if page else {}))
