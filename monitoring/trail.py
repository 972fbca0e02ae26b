"""The trail as the data-protection officer reads it: searched, with names put to ids."""

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Q

from accounts.acting import one_act
from accounts.models import User
from accounts.refusal import Refused
from accounts.roles import Role
from audit.models import Entry
from audit.trail import record
from timescales.working_time import LONDON

from .trail_words import act_in_words, details_in_words, plain

SYSTEM = "system"
PERSON = "accounts.user"


@dataclass(frozen=True)
class Line:
    """An entry, in words."""

    entry: Entry
    act: str
    who: str
    role: str
    about: str
    details: str


def search(entries, *, reference="", person="", act="", first_day=None, last_day=None):
    """Narrow ``entries``. Days are local and both included."""
    if reference:
        entries = entries.filter(reference__in={reference, reference.upper()})
    if person:
        entries = entries.filter(_by(person))
    if act:
        entries = entries.filter(act__in=_acts_like(act.strip()))
    if first_day:
        entries = entries.filter(at__gte=datetime.combine(first_day, time(), tzinfo=LONDON))
    if last_day:
        entries = entries.filter(at__lt=datetime.combine(last_day + timedelta(days=1), time(), tzinfo=LONDON))
    return entries


def _by(person):
    if person.lower() == SYSTEM:
        return Q(actor_id=None)
    named = User.objects.filter(Q(name__icontains=person) | Q(email__iexact=person))
    return Q(actor_id__in=list(named.values_list("pk", flat=True)))


# One step of the index for each act there is, however often it was done
ACTS = """
with recursive act (name) as (
    (select act from audit_entry order by act limit 1)
    union all
    select (select act from audit_entry where act > act.name order by act limit 1) from act where act.name is not null
)
select name from act where name is not null
"""


def _acts_like(part):
    """The acts of which ``part`` is a part, in words or in the code: a list, so that the rare ones are found by their index."""
    with connection.cursor() as cursor:
        cursor.execute(ACTS)
        names = [name for (name,) in cursor.fetchall()]
    code, words = part.lower().replace(" ", "_"), part.lower()
    return [name for name in names if code in name.lower() or words in act_in_words(name).lower()]


def lines(entries):
    """Entries in words; one query for all their names."""
    entries = list(entries)
    people = {entry.actor_id for entry in entries}
    people |= {entry.about_id for entry in entries if entry.about_model == PERSON}
    names = dict(User.objects.filter(pk__in=people - {None}).values_list("pk", "name"))
    return [
        Line(
            entry=entry,
            act=act_in_words(entry.act),
            who=names.get(entry.actor_id, f"Person {entry.actor_id}") if entry.actor_id else "The system",
            role=Role(entry.actor_role).label if entry.actor_role in Role.values else "",
            about=_about(entry, names),
            details=details_in_words(entry.details),
        )
        for entry in entries
    ]


def _about(entry, names):
    if entry.about_model == PERSON and entry.about_id in names:
        return names[entry.about_id]
    return entry.reference or plain(f"{entry.about_model.split('.')[-1]} {entry.about_id}")


@one_act
def searched(asked, *, by, at):
    """Reading the trail leaves a trace too: what was searched by, not what for."""
    record("trail.searched", by, by=by, at=at, by_fields=sorted(asked))


HEADER = [
    "when",
    "who",
    "person",
    "role",
    "act",
    "about",
    "reference",
    "details",
    "entry",
    "mark",
    "code",
    "as kept",
]


@one_act
def exported(entries, asked, *, by, at):
    """The entries as rows under HEADER, latest first; refused where there are more than one file should hold."""
    most = settings.TRAIL_EXPORT_ROWS
    found = list(entries.order_by("-at", "-pk")[: most + 1])
    if len(found) > most:
        raise Refused(f"These are more than {most:,} entries. Narrow the search, or take a shorter time.")
    record("trail.exported", by, by=by, at=at, by_fields=sorted(asked), entries=len(found))
    return [_row(line) for line in lines(found)]


def _row(line):
    entry = line.entry
    moment = entry.at.astimezone(LONDON).isoformat(timespec="seconds")
    person = str(entry.actor_id or "")
    kept = json.dumps(entry.details, sort_keys=True)
    about = [line.act, line.about, entry.reference, line.details]
    return [moment, line.who, person, line.role, *about, str(entry.pk), entry.mark, entry.act, kept]
