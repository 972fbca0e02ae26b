"""What a change of the schedule would do: it is done and taken back, so that what is shown is what will be."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.refusal import Refused

from .models import Session

# Between the topics of a session that has two
BOTH = "; "


@dataclass(frozen=True)
class State:
    starts_at: datetime
    topics: str
    state: str


@dataclass(frozen=True)
class Line:
    """``before`` is None for a session that is planned by the change."""

    group: str
    before: State | None
    after: State

    @property
    def words(self):
        if self.before is None:
            return "Planned"
        if self.after.state == Session.State.CANCELLED:
            return "Not held"
        if self.before.starts_at != self.after.starts_at:
            return "Moved"
        return "Two topics" if BOTH in self.after.topics else "Another topic"

    @property
    def tone(self):
        tones = {"Not held": "red", "Moved": "yellow", "Planned": "blue", "Two topics": "purple"}
        return tones.get(self.words, "grey")


class Lines(list):
    """Whether a session is held, and when, first; that topics move on is for whoever wants to read it."""

    @property
    def major(self):
        return [line for line in self if line.words != "Another topic"]

    @property
    def topics(self):
        return [line for line in self if line.words == "Another topic"]


def foreseen(act, *, groups=None, at):
    """Lines of the coming sessions (of ``groups``, or of all) that ``act()`` would change, in their order.

    What it refuses, it refuses here too.
    """
    with transaction.atomic():
        before = _states(groups, at)
        act()
        after = _states(groups, at, also=before)
        transaction.set_rollback(True)
    lines = [
        Line(group, before.get(pk, (None, None))[1], state)
        for pk, (group, state) in after.items()
        if before.get(pk) != (group, state)
    ]
    return Lines(sorted(lines, key=lambda line: (line.after.starts_at, line.group)))


def what_changes(act, session, *, at):
    """The Lines of one session's group; none where it is refused, or where something has to be confirmed first."""
    try:
        return foreseen(act, groups=[session.group_id], at=at)
    except Refused:
        return Lines()


def _states(groups, at, also=()):
    sessions = Session.objects.filter(Q(starts_at__gt=at) | Q(pk__in=also), group__isnull=False)
    if groups is not None:
        sessions = sessions.filter(group__in=groups)
    sessions = sessions.exclude(~Q(pk__in=also), state=Session.State.CANCELLED)
    return {
        session.pk: (session.group.name, State(session.starts_at, session.topics_in_words, session.state))
        for session in sessions.select_related("group", "topic", "second_topic")
    }
