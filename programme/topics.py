"""The topics of a programme: dealt to sessions in a cycle, and ticked off for each man.

Sessions of two versions are about the same topic when they have the same title.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from .models import Attendance, Enrolment, Topic
from .rules import Outcome


def same(topic):
    """By which topics of different versions are compared."""
    return topic.title.casefold().strip()


def titles_of(versions):
    """{version id: frozenset of its topics}, of many at once."""
    found = defaultdict(set)
    for topic in Topic.objects.filter(version__in=versions):
        found[topic.version_id].add(same(topic))
    return {pk: frozenset(found[pk]) for pk in versions}


def deal(topics, *, after, lengths):
    """The topics of coming sessions: tuples of the next ``lengths[i]`` of ``topics``, which follow one another in a cycle.

    ``after``: the topic dealt last, of this version or of another; None begins at the first.
    """
    position = _position(topics, after)
    dealt = []
    for length in lengths:
        dealt.append(tuple(topics[(position + step) % len(topics)] for step in range(length)))
        position += length
    return dealt


def _position(topics, after):
    """The index that follows ``after``."""
    if after is None:
        return 0
    for alike in (lambda topic: topic == after, lambda topic: same(topic) == same(after)):
        for index, topic in enumerate(topics):
            if alike(topic):
                return index + 1
    return after.number


@dataclass(frozen=True)
class HisTopic:
    """``done_at``: when he was there for it; ``missed_at``: when his group had it without him."""

    topic: Topic
    done_at: datetime | None = None
    missed_at: datetime | None = None

    @property
    def state(self):
        if self.done_at:
            return "Done"
        return "Missed" if self.missed_at else "To come"

    @property
    def tone(self):
        return {"Done": "green", "Missed": "red"}.get(self.state, "grey")


def his_version(referral):
    """The version he enrolled on and keeps; None before he has enrolled on one that counts."""
    return his_versions([referral]).get(referral.pk)


def his_versions(referrals):
    """{referral id: version} of those enrolled on one that counts: the first he enrolled on."""
    enrolments = Enrolment.objects.filter(referral__in=referrals, version__counted=True)
    found = {}
    for enrolment in enrolments.select_related("version").order_by("at", "pk"):
        found.setdefault(enrolment.referral_id, enrolment.version)
    return found


def his_topics(referral):
    """Every topic of his version in order, with what came of it. Empty before he is enrolled on a version that counts.

    A session he caught up counts for the topic he had missed, and not for that of the session he came to instead.
    """
    version = his_version(referral)
    if version is None:
        return []
    done, missed = {}, {}
    # What he does again since he was invited back is to come.
    rows = Attendance.objects.filter(referral=referral, done_again=None)
    rows = rows.filter(Q(session__group__isnull=False) | Q(makes_up__isnull=False))
    rows = rows.select_related(
        "session__topic",
        "session__second_topic",
        "makes_up__session__topic",
        "makes_up__session__second_topic",
    )
    for row in rows.order_by("session__starts_at"):
        session = row.makes_up.session if row.makes_up_id else row.session
        into = done if row.outcome in Outcome.CREDITED else missed
        for topic in filter(None, (session.topic, session.second_topic)):
            into[same(topic)] = row.session.starts_at
    return [
        HisTopic(topic, done.get(same(topic)), missed.get(same(topic)))
        for topic in version.topics.order_by("number")
    ]
