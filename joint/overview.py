"""What both sides may know of him at the table, gathered once: never his health, nor what facilitators noted."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime

from accounts.written import WrittenModels
from programme.models import Attendance, Enrolment, Session
from programme.progress import credited_among, required, with_tallies
from programme.rules import Outcome
from referrals.models import Decision
from timescales.promises import Promise

TO_COME = 4
OF_THE_TABLE = (
    Promise.JOINT_DISCUSSION,
    Promise.REVIEW_RISK,
    Promise.JOINT_REVIEW,
    Promise.MIDWAY_REPORT,
    Promise.COMPLETION_REPORT,
)
_WORDS = {
    "attended": "attended",
    "late": "attended late",
    "not_taking_part": "attended without taking part",
    "absent_notice": "absent with notice",
    "absent_no_contact": "absent without contact",
    "caught_up": "caught up",
}


@dataclass(frozen=True)
class Came:
    """One session and what came of it: no more than that."""

    day: date | None
    topic: str
    outcome: str
    missed: bool


def attended(him, *, comes_back=True):
    """The rows of every recorded session, and of each whether it is ``credited``.

    ``comes_back``: whether he may have been invited back; who has not is asked for with less (``credited_among``).
    """
    rows = [] if comes_back else _ATTENDED.rows(him=him.pk)
    if comes_back or {row.makes_up_id for row in rows} - {None} - {row.pk for row in rows}:
        credited = Exists(Attendance.objects.credited().filter(pk=OuterRef("pk")))
        rows = Attendance.objects.filter(referral=him).annotate(credited=credited)
        return list(rows.select_related("session__topic"))
    counted = credited_among(rows)
    for row in rows:
        row.credited = row.pk in counted
    return rows


def _attended(*, him):
    rows = Attendance.objects.filter(referral=him)
    return rows.select_related("session__topic", "session__group__version")


_ATTENDED = WrittenModels(_attended)


def came(rows):
    """Of rows of ``attended``: what came of each session, newest first."""
    lines = [
        Came(
            day_of(row),
            str(row.session.topic.title) if row.session.topic else "",
            row.get_outcome_display(),
            row.outcome == Outcome.ABSENT_NO_CONTACT,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: line.day or date.min, reverse=True)


def day_of(attendance):
    session = attendance.session
    if session.starts_at:
        return localtime(session.starts_at).date()
    return attendance.held_date or session.held_date


def to_come(him, at):
    """The next sessions of his group, so that the ISS can prepare her."""
    return list(next_sessions(him.pk, at).select_related("topic"))


def next_sessions(him, at):
    """``him``: the key of his file, or an OuterRef to it."""
    groups = Enrolment.objects.filter(referral=him, ended_at=None).values("group")
    planned = Session.objects.filter(group__in=groups, state=Session.State.PLANNED, starts_at__gt=at)
    return planned.order_by("starts_at")[:TO_COME]


def progress(him, rows):
    """``rows``: of ``attended``."""
    found = with_tallies({him.pk: sum(row.credited for row in rows)}, [him])[him.pk]
    return {"credited": found or him.sessions_attended or 0, "required": required(him)}


def running(him):
    """The promises that concern both sides, soonest first."""
    deadlines = him.deadlines.running().filter(promise__in=OF_THE_TABLE)
    return list(deadlines.select_related("rule").order_by("due_at"))


def risks(him):
    """What was found of the risk he is, decision by decision, newest first; the findings themselves stay with My Time."""
    return list(Decision.objects.filter(referral=him).exclude(risks="").order_by("-at", "-pk"))


def changes(him):
    """Where his file has been. Reasons are left out: some are a colleague's own words."""
    rows = him.status_changes.order_by("-at", "-pk")
    return [{"title": row.get_to_status_display(), "at": row.at} for row in rows]


def attendance_in_words(him):
    """His attendance in one paragraph, for a review to begin from."""
    rows = attended(him)
    so_far = progress(him, rows)
    if not so_far["required"]:
        return ""
    counted = Counter(row.outcome for row in rows)
    parts = [f"{number} {_WORDS[outcome]}" for outcome, number in counted.items() if outcome in _WORDS]
    said = "; ".join(parts)
    return f"{so_far['credited']} of {so_far['required']} sessions credited" + (f": {said}." if said else ".")
