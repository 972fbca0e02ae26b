"""Who opened a file: the part of the trail that the manager of those who keep it may read."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from accounts.roles import Role

from .models import Entry

# Opening a page of a file, and being shown how she is reached
OPENED = ("seen", "her_contact.details_shown")
SHOWN = "shown how to reach her"


@dataclass(frozen=True)
class Reading:
    """``person_id``: who opened it; ``what``: the page in words; ``why``: the reason where one was asked."""

    person_id: int | None
    at: datetime
    who: str
    role: str
    what: str
    why: str


def entries_about(thing, *, without_roles=()):
    """The entries of ``thing`` that say somebody opened it, by others than ``without_roles``."""
    return Entry.objects.about(thing).filter(act__in=OPENED).exclude(actor_role__in=without_roles)


def readings(entries, pages=None):
    """Entries as Readings; one query for all their names. ``pages``: {name of a page: what to call it}."""
    entries = list(entries)
    names = dict(
        User.objects.filter(pk__in={entry.actor_id for entry in entries} - {None}).values_list("pk", "name")
    )
    return [
        Reading(
            person_id=entry.actor_id,
            at=entry.at,
            who=names.get(entry.actor_id, f"Person {entry.actor_id}") if entry.actor_id else "The system",
            role=Role(entry.actor_role).label if entry.actor_role in Role.values else "",
            what=_what(entry, pages or {}),
            why=str(entry.details.get("reason", "")),
        )
        for entry in entries
    ]


def _what(entry, pages):
    if entry.act != "seen":
        way = str(entry.details.get("channel", "")).replace("_", " ")
        return f"{SHOWN} by {way}".capitalize() if way else SHOWN.capitalize()
    page = str(entry.details.get("page", ""))
    if page in pages:
        return pages[page]
    page = page.removeprefix("her_").replace("_", " ").replace("-", " ")
    return page.capitalize() or "The file"
