"""Which cases a meeting goes through, what is due first standing first; and how far a meeting has come."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from joint.caseload import by_clock
from joint.models import Meeting, MeetingCase, Pair
from timescales.promises import Promise
from timescales.words import count

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# The longest that one can plan
LONGEST = timedelta(minutes=480)


def waiting_for(user, provider):
    """Men whose monthly review runs with this service, and who wait at no other open meeting of it; due first."""
    pairs = Pair.objects.visible_to(user).shared()
    linked = Pair.linked_providers.through.objects
    if provider:
        pairs = pairs.filter(pk__in=linked.filter(organisation=provider).values("referral"))
    else:
        pairs = pairs.exclude(pk__in=linked.values("referral"))
    elsewhere = MeetingCase.objects.filter(
        meeting__in=Meeting.objects.open().filter(provider=provider).values("pk")
    )
    return (
        by_clock(pairs)
        .filter(awaited__in=(Promise.JOINT_REVIEW, Promise.REVIEW_RISK))
        .exclude(pk__in=elsewhere.exclude(state=MeetingCase.State.HELD).values("referral"))
        .order_by("due", "pk")
    )


def counted(meetings):
    """``meetings`` with how many cases each has, and how many of them were reviewed."""
    held = Q(cases__state=MeetingCase.State.HELD)
    return meetings.annotate(number=Count("cases"), held=Count("cases", filter=held))


@dataclass(frozen=True)
class Standing:
    """How far a meeting has come. ``cases`` are all of them, in their order."""

    cases: list

    def _in(self, state):
        return [case for case in self.cases if case.state == state]

    @property
    def held(self):
        return self._in(MeetingCase.State.HELD)

    @property
    def skipped(self):
        return self._in(MeetingCase.State.SKIPPED)

    @property
    def waiting(self):
        return self._in(MeetingCase.State.WAITING)

    @property
    def next(self):
        """Where to go on: the first that waits, then the first that was skipped."""
        return next(iter(self.waiting + self.skipped), None)

    def after(self, position):
        """Where to go on from a case: the next that waits, from the top again, then what was skipped."""
        later = [case for case in self.waiting if case.position > position]
        others = [case for case in self.skipped if case.position != position]
        return next(iter(later + [case for case in self.waiting if case.position != position] + others), None)


def standing(meeting):
    rows = meeting.cases.select_related("referral__man", "referral__area", "review", "opened_by")
    return Standing(list(rows.order_by("position")))


def spent(case, at):
    """How long the case has been looked at."""
    if case.opened_at is None:
        return timedelta(0)
    return max((case.paused_at or at) - case.opened_at, timedelta(0))


def lasted(meeting, at):
    if meeting.started_at is None:
        return timedelta(0)
    return max((meeting.ended_at or at) - meeting.started_at, timedelta(0))


def in_words(length):
    """In minutes, also of more than an hour: that is how a meeting is planned. In hours where nobody has ended it."""
    if length > LONGEST:
        return count(length // HOUR, "hour")
    return count(length // MINUTE, "minute") if length >= MINUTE else "less than a minute"
