"""Words for her about how he comes along, out of the record alone: sessions, topics, where he stands.

Nothing of his health, of what facilitators noted or felt, of a reason anybody wrote, or of another man is read here.
She decides with her worker what it means: nothing is promised and nothing is praised.
"""

from django.db.models import Q
from django.utils.timezone import localtime

from joint.overview import attended, day_of, progress, to_come
from programme.models import Attendance
from programme.models.attendance import Correction
from programme.rules import Outcome
from referrals.statuses import Status

CAME = {
    Outcome.ATTENDED: "he came",
    Outcome.LATE: "he came late",
    Outcome.NOT_TAKING_PART: "he came, and did not take part",
    Outcome.ABSENT_NOTICE: "he did not come, and said so beforehand",
    Outcome.ABSENT_NO_CONTACT: "he did not come, and did not say so",
    Outcome.CAUGHT_UP: "he made up for a session he had missed",
}
STANDS = {
    Status.SUITABLE: "He has been accepted, and waits for a place.",
    Status.UNSUITABLE: "He has not been accepted.",
    Status.ON_PROGRAMME: "He has a place, and is expected every week.",
    Status.ON_HOLD: "His place is kept, but he does not come at present.",
    Status.COMPLETED: "He has finished all sessions.",
    Status.CLOSED: "He does not come any more: his place has ended.",
}
EXPECTED = (Status.SUITABLE, Status.ON_PROGRAMME)
LAST_WORDS = (
    "Coming to sessions does not by itself mean that he has changed. What you notice counts for more. "
    "If anything in this worries you, tell me."
)


def draft(file, *, since, until):
    """Plain words of what was recorded after ``since`` (None: from the beginning) up to ``until``."""
    him = file.referral
    parts = [_opening(since, until), _status(him, since, until), _sessions(him, since, until)]
    parts += [_put_right(him, since, until), _so_far(him), _coming(him, until), LAST_WORDS]
    return "\n\n".join(part for part in parts if part)


def _day(moment):
    return f"{localtime(moment):%-d %B %Y}"


def _opening(since, until):
    return f"From {_day(since)} to {_day(until)}." if since else f"Up to {_day(until)}."


def _between(since, until, field="at"):
    found = Q(**{f"{field}__lte": until})
    return found & Q(**{f"{field}__gt": since}) if since else found


def _status(him, since, until):
    changes = him.status_changes.filter(_between(since, until)).order_by("-at", "-pk")
    latest = next((change.to_status for change in changes if change.to_status in STANDS), None)
    return STANDS.get(latest, "")


def _sessions(him, since, until):
    """What came of each session, the first first. Older records have no moment: they belong to the first update."""
    recorded = _between(since, until) if since else _between(since, until) | Q(at=None)
    rows = Attendance.objects.filter(recorded, referral=him, outcome__in=CAME).select_related("session")
    rows = sorted((row for row in rows if day_of(row)), key=day_of)
    if not rows:
        return "No session is recorded in this time."
    there = sum(row.outcome in (Outcome.ATTENDED, Outcome.LATE, Outcome.NOT_TAKING_PART) for row in rows)
    lines = [f"{day_of(row):%-d %B}: {CAME[row.outcome]}." for row in rows]
    expected = sum(row.outcome != Outcome.CAUGHT_UP for row in rows)
    return "\n".join([f"He was there {there} time{'' if there == 1 else 's'} out of {expected}.", *lines])


def _put_right(him, since, until):
    """What she was told before, and is recorded otherwise since."""
    if since is None:
        return ""
    rows = Correction.objects.filter(
        _between(since, until), attendance__referral=him, attendance__at__lte=since
    ).select_related("attendance__session")
    lines = [
        f"{day_of(row.attendance):%-d %B}: this was recorded wrongly before. Now it says that {CAME[row.attendance.outcome]}."
        for row in rows.order_by("at", "pk")
        if row.attendance.outcome in CAME and day_of(row.attendance)
    ]
    return "\n".join(dict.fromkeys(lines))


def _so_far(him):
    so_far = progress(him, attended(him))
    if not so_far["required"] or not so_far["credited"]:
        return ""
    return f"In all, {so_far['credited']} of {so_far['required']} sessions are done."


def _coming(him, until):
    if him.status not in EXPECTED:
        return ""
    lines = [
        f"{_day(session.starts_at)}: {session.topic.title if session.topic else 'not decided yet'}."
        + (" This may stir strong feelings in him." if session.high_emotion else "")
        for session in to_come(him, until)
    ]
    return "\n".join(["What comes next:", *lines]) if lines else ""
