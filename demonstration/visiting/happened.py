"""What a visitor sees of the clocks: those that run next, one man's own, and what happened while time moved on."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Q
from django.utils.timezone import localtime

import iss.models
import programme.models
import referrals.models
from accounts.identity import SYSTEM, acting_as, identify
from alerts.kinds import URGENT_KINDS, Kind
from alerts.models import Notice
from timescales.promises import OwedBy
from timescales.words import count

from .people import BY_ADDRESS, Visitor

SHOWN, RUNNING = 60, 8
MISSED, REMINDER = ("Missed", "red"), ("Reminder", "yellow")
URGENT, TOLD = ("Urgent", "orange"), ("Told", "blue")
# Passed on twenty hours before the demonstration begins: 48 hours to reach him, and nobody has
SAMPLE = {"man__first_name": "Imran", "man__last_name": "Sadler"}
CLOCKS = (
    (referrals.models.Deadline, ("rule", "referral")),
    (iss.models.Deadline, ("rule", "partner_file")),
    (programme.models.Deadline, ("rule", "session__group")),
)


@dataclass(frozen=True)
class Event:
    """Something that was told, and as whom a visitor can read it."""

    at: datetime
    tag: tuple[str, str]
    words: str
    because: str
    reference: str
    notice: int
    reader: Visitor
    others: int


@dataclass(frozen=True)
class Day:
    day: datetime
    events: list[Event]


def seen_by_everybody(read, user, *args, **kwargs):
    """Read what is shown to whoever looks at the demonstration, signed in or not; then it is ``user`` again who asks."""
    with acting_as(SYSTEM):
        found = read(*args, **kwargs)
    identify(user)
    return found


def events(since, until):
    """What the nine were told after ``since`` up to ``until``, oldest first, each thing once."""
    told = Notice.objects.filter(person__email__in=BY_ADDRESS).filter(
        Q(told_at=None, alert__at__gt=since, alert__at__lte=until) | Q(told_at__gt=since, told_at__lte=until)
    )
    rows = told.select_related("alert", "person").order_by("alert__at", "alert_id", "pk")
    return [_event(list(same)) for _, same in groupby(rows, key=lambda row: row.alert_id)]


def _event(notices):
    first, alert = notices[0], notices[0].alert
    return Event(
        at=first.since,
        tag=_tag(alert.kind),
        words=alert.get_kind_display(),
        because=alert.because,
        reference=first.reference,
        notice=first.pk,
        reader=BY_ADDRESS[first.person.email],
        others=len(notices) - 1,
    )


def _tag(kind):
    if kind == Kind.PROMISE_MISSED:
        return MISSED
    if kind == Kind.PROMISE_REMINDER:
        return REMINDER
    return URGENT if kind in URGENT_KINDS else TOLD


def by_day(found):
    """The first ``SHOWN`` of them, grouped by the day on which they were told."""
    ordered = sorted(found, key=lambda event: event.at)[:SHOWN]
    return [
        Day(day, list(same)) for day, same in groupby(ordered, key=lambda event: localtime(event.at).date())
    ]


def in_short(found):
    """ "4 promises missed, 9 reminders, 2 urgent alerts and 3 other messages"."""
    numbers = Counter(event.tag for event in found)
    named = (
        (MISSED, "promise missed", "promises missed"),
        (REMINDER, "reminder", "reminders"),
        (URGENT, "urgent alert", "urgent alerts"),
        (TOLD, "other message", "other messages"),
    )
    parts = [
        f"{numbers[tag]} {one if numbers[tag] == 1 else many}" for tag, one, many in named if numbers[tag]
    ]
    return (
        " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))) or "nothing that anybody was told of"
    )


def running_next(*, at):
    """The clocks that fall due next, of both sides and of the groups."""
    found = []
    for clocks, related in CLOCKS:
        due = clocks.objects.ticking().filter(due_at__gt=at).select_related(*related)
        found += due.order_by("due_at", "pk")[:RUNNING]
    return [_owed(clock) for clock in sorted(found, key=lambda clock: clock.due_at)[:RUNNING]]


def sample():
    """One referral and all its clocks, or None where a visitor has made it into something else."""
    found = referrals.models.Referral.objects.filter(**SAMPLE).exclude(status="merged")
    referral = found.select_related("man").order_by("-received_at", "-pk").first()
    if referral is None:
        return None
    clocks = [_owed(clock) for clock in referral.deadlines.select_related("rule").order_by("due_at", "pk")]
    first = next((each for each in clocks if each["clock"].is_running), None)
    return {"referral": referral, "clocks": clocks, "first": first}


def _owed(clock):
    # A rule of both sides names his: what is promised to her is always her provider's
    hers = isinstance(clock, iss.models.Deadline)
    owed_by = OwedBy.ISS if hers else OwedBy(clock.rule.owed_by)
    return {"clock": clock, "owed_by": owed_by.label, "lasts": clock.rule.length}


def whole(since, until, *, at):
    """Everything of the page of the clocks."""
    found = events(since, until) if since else []
    return {
        "days": by_day(found),
        "in_short": in_short(found),
        "more": max(0, len(found) - SHOWN) and count(len(found) - SHOWN, "more message"),
        "next": running_next(at=at),
        "sample": sample(),
    }
