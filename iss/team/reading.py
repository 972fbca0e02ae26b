"""A provider's caseload, worker by worker: who carries what, what is late, whom nobody has been in touch with."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import Cover, User
from iss.caseload import counts, with_clock, workers_in
from iss.models import PartnerFile, Support
from iss.statuses import HerStatus

WEEKS = 4


@dataclass(frozen=True)
class Line:
    """One worker, or None for the files nobody has. ``cells``: (what, number, address of the list it counts)."""

    worker: object
    cells: list
    hours: str = ""
    covers: list = field(default_factory=list)


ASKED = {
    "open": {},
    "late": {"due": "late"},
    "soon": {"due": "soon"},
    "quiet": {"quiet": "on"},
    "to_reach": {"status": HerStatus.RELEASED.value},
}
WORDS = {
    "open": "Open",
    "late": "Late",
    "soon": "Due in a week",
    "quiet": "Not in touch",
    "to_reach": "To be reached",
}


def team(user, *, at):
    """Lines of everybody who works for the provider of ``user``, the files nobody has first."""
    files = with_clock(PartnerFile.objects.visible_to(user)).exclude(status=HerStatus.CLOSED)
    asked = counts(at) | {"open": Count("pk"), "to_reach": Count("pk", filter=Q(status=HerStatus.RELEASED))}
    found = {row["worker"]: row for row in files.order_by().values("worker").annotate(**asked)}
    minutes, covers = _minutes(user, at), _covers(user, at)
    workers = list(workers_in(user.organisation_id))
    known = {worker.pk for worker in workers}
    workers += _gone(found, known)
    lines = [Line(None, _cells(None, found.get(None)))] if None in found else []
    return lines + [
        Line(
            worker,
            _cells(worker, found.get(worker.pk)),
            _hours(minutes.get(worker.pk, 0)),
            covers.get(worker.pk, []),
        )
        for worker in workers
    ]


def _gone(found, known):
    """Those who have left, or changed their role, and still have files: somebody must take them."""
    return User.objects.filter(pk__in=[pk for pk in found if pk is not None and pk not in known]).order_by(
        "name"
    )


def _cells(worker, row):
    whose = {"whose": "nobody"} if worker is None else {"whose": "all", "worker": worker.pk}
    return [
        (words, row[key] if row else 0, f"{reverse('her_files')}?{urlencode(whose | ASKED[key])}")
        for key, words in WORDS.items()
    ]


def _minutes(user, at):
    since = localtime(at).date() - timedelta(weeks=WEEKS)
    entries = Support.objects.visible_to(user).standing().filter(date__gte=since)
    return dict(
        entries.order_by().values_list("by").annotate(total=Sum("minutes")).values_list("by", "total")
    )


def _hours(minutes):
    return f"{round((minutes or 0) / 60)} h"


def _covers(user, at):
    day = localtime(at).date()
    found = {}
    covers = (
        Cover.objects.visible_to(user)
        .standing()
        .filter(to_date__gte=day, away__organisation=user.organisation_id)
    )
    for cover in covers.select_related("covered_by").order_by("from_date", "pk"):
        found.setdefault(cover.away_id, []).append(cover)
    return found
