"""Facts of several tables as one course of events: newest first, in days, a page at a time by the last event before it.

However long a file grows, a page asks each table for one page's rows, and nothing shifts while somebody reads.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import groupby

from django.db.models import DateTimeField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.timezone import localtime

SIZE = 30


@dataclass(frozen=True)
class Source:
    """Rows of one kind of fact, by the moment or the day ``when``, a field or an annotation; those without one are left
    out. ``say(row)`` gives title, text, by, href, link and tone."""

    kind: str
    rows: QuerySet
    when: str
    say: Callable


@dataclass(frozen=True)
class Event:
    at: datetime
    place: int
    pk: int
    said: dict

    @property
    def is_of_a_day(self):
        """Only its day is known: a day is cast to its first moment."""
        return self.at.astimezone(UTC).time() == time()

    @property
    def day(self):
        return localtime(self.at).date()


@dataclass(frozen=True)
class Course:
    """``days``: (day, its events); ``older`` and ``newer``: addresses, or empty."""

    days: list
    older: str = ""
    newer: str = ""


def course_of(sources, request, *, kinds, size=SIZE):
    """Context of a page: ``course``, and ``kinds`` to choose one from; in ``kinds`` the words of each.

    What happened in one moment stands in the order of ``sources``.
    """
    there = {source.kind for source in sources}
    chosen = request.GET.get("kind", "")
    chosen = chosen if chosen in there else ""
    links = [("", "Everything"), *((kind, words) for kind, words in kinds.items() if kind in there)]
    return {
        "course": _page(sources, request, chosen, size),
        "kinds": [
            {"text": words, "href": f"?kind={kind}" if kind else request.path, "active": kind == chosen}
            for kind, words in links
        ],
        "chosen": kinds.get(chosen, ""),
    }


def _page(sources, request, kind, size):
    after, before = (_cursor(request.GET.get(name)) for name in ("after", "before"))
    back = bool(before) and not after
    events = []
    for place, source in enumerate(sources):
        if not kind or source.kind == kind:
            events += _events(place, source, before if back else after, back, size + 1)
    events.sort(key=lambda event: (event.at, -event.place, event.pk), reverse=not back)
    more, page = len(events) > size, events[:size]
    return _course(page[::-1], request, True, more) if back else _course(page, request, more, bool(after))


def _events(place, source, cursor, back, most):
    rows = source.rows.annotate(event_at=Cast(source.when, DateTimeField())).exclude(event_at=None)
    if cursor:
        rows = rows.filter(_beyond(place, *cursor, back=back))
    order = ("event_at", "pk") if back else ("-event_at", "-pk")
    return [Event(row.event_at, place, row.pk, source.say(row)) for row in rows.order_by(*order)[:most]]


def _beyond(place, moment, other, pk, *, back):
    """Rows of the source at ``place`` that come after the event (moment, other, pk); before it with ``back``."""
    way = "gt" if back else "lt"
    if place == other:
        return Q(**{f"event_at__{way}": moment}) | Q(event_at=moment, **{f"pk__{way}": pk})
    also = place < other if back else place > other
    return Q(**{f"event_at__{way}{'e' if also else ''}": moment})


def _course(events, request, older, newer):
    days = [(day, list(of_day)) for day, of_day in groupby(events, key=lambda event: event.day)]
    if not events:
        return Course(days, newer=request.path if older or newer else "")
    return Course(
        days,
        older=_address(request, "after", events[-1]) if older else "",
        newer=_address(request, "before", events[0]) if newer else "",
    )


def _address(request, name, event):
    query = request.GET.copy()
    for other in ("after", "before"):
        query.pop(other, None)
    query[name] = json.dumps([event.at.isoformat(), event.place, event.pk])
    return f"?{query.urlencode()}"


def _cursor(text):
    """(moment, place, key) of an event, or None: an address somebody made up is the first page."""
    try:
        moment, place, pk = json.loads(text or "null")
        moment = datetime.fromisoformat(moment)
        if abs(int(pk)) >= 2**63 or moment.tzinfo is None:
            return None
        return moment, int(place), int(pk)
    except (TypeError, ValueError, OverflowError):
        return None
