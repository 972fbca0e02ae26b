"""Sessions that may stir strong feelings: marked so in the programme, or about a topic that has upset men before.

The rule is plain and shown (evaluation, section 5.6.4): so many notable emotional responses flagged at sessions about a
topic, in every group together, within so many days [D: settings.UPSETTING_TOPIC]. It names no man.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from timescales.words import count

from .models import Attendance, Enrolment, Session, Visit
from .topics import same

NEXT_DAYS = timedelta(days=7)


def rule_in_words():
    limit = settings.UPSETTING_TOPIC
    years, days = divmod(limit["days"], 365)
    lately = count(limit["days"], "day") if days or not years else count(years, "year")
    return (
        "“Has upset men before” stands at a topic when a notable emotional response was flagged at sessions about it "
        f"{limit['flags']} times or more in the last {lately}, in all groups together."
    )


def upsetting_topics(*, at):
    """{topic: how often a response was flagged}, of the topics for which the rule holds."""
    limit = settings.UPSETTING_TOPIC
    flagged = Attendance.objects.filter(
        distress_at__gt=at - timedelta(days=limit["days"]), distress_at__lte=at
    )
    flags = Counter()
    for titles in flagged.values_list("session__topic__title", "session__second_topic__title"):
        flags.update({title.casefold().strip() for title in titles if title})
    return {topic: number for topic, number in flags.items() if number >= limit["flags"]}


def mark_upsetting(sessions, *, at):
    """Give each of ``sessions`` with its topics ``upset_before``: how often, 0 where the rule does not hold."""
    flags = upsetting_topics(at=at)
    for session in sessions:
        topics = (session.topic, session.second_topic)
        session.upset_before = max((flags.get(same(topic), 0) for topic in topics if topic), default=0)


@dataclass(frozen=True)
class Strong:
    """A man is expected at ``session``, which may stir strong feelings. ``why`` says nothing of him."""

    referral_id: int
    session: Session
    why: str


def strong_for(referrals, *, at):
    """[Strong] of the coming week for men of ``referrals`` (ids, or a query of them), the soonest first."""
    coming = Session.objects.filter(
        state=Session.State.PLANNED, starts_at__gt=at, starts_at__lte=at + NEXT_DAYS, group__isnull=False
    )
    sessions = list(coming.select_related("topic", "second_topic").order_by("starts_at", "pk"))
    mark_upsetting(sessions, at=at)
    strong = [session for session in sessions if session.high_emotion or session.upset_before]
    return [
        Strong(pk, session, _why(session))
        for session, men in _expected(strong, referrals)
        for pk in sorted(men)
    ]


def _expected(sessions, referrals):
    """[(session, ids of those of ``referrals`` expected there)]: two queries, however many sessions there are."""
    places = Enrolment.objects.filter(
        Q(ended_at=None),
        referral__in=referrals,
        referral__status="on_programme",
        group__in={s.group_id for s in sessions},
    )
    of_group = defaultdict(list)
    for group, pk, first in places.values_list("group", "referral", "first_session__starts_at"):
        of_group[group].append((pk, first))
    visitors = defaultdict(set)
    visits = Visit.objects.coming().filter(session__in=sessions, referral__in=referrals)
    for session, pk in visits.values_list("session", "referral"):
        visitors[session].add(pk)
    return [
        (s, {pk for pk, first in of_group[s.group_id] if first <= s.starts_at} | visitors[s.pk])
        for s in sessions
    ]


def _why(session):
    if session.high_emotion:
        return "Strong feelings are expected"
    return "The topic has upset men before"
