"""Where a man can make up for a session that he missed: coming sessions of other groups about the same topic.

Which of them are within his reach, and in which order, is asked of allocation; who may be in one room, of fitting.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localtime

from accounts.acting import for_the_service
from referrals.availability import can_come

from .allocation.ranking import Offer, Waiting, suggestions
from .fitting import Code, facts_of_groups, facts_of_men, reasons
from .models import Attendance, KeyWork, Session, Topic, Visit
from .rules import Outcome
from .schedule import local_day
from .topics import his_version, same

# So many are shown, the best first.
MOST = 10


@dataclass(frozen=True)
class Within:
    """A session within his reach, and why it suits him."""

    session: Session
    reasons: tuple


def topics_of(session):
    return [topic for topic in (session.topic, session.second_topic) if topic]


def covers(session, missed):
    """Whether a session holds a topic of the one that was missed."""
    return bool({same(t) for t in topics_of(session)} & {same(t) for t in topics_of(missed.session)})


def within_reach(missed, *, at):
    """[Within] for a missed session (Attendance), best first, whoever runs the group: what he may not have is not in it."""
    sessions = _about_the_same(missed, at=at)
    facts = facts_of_groups({session.group for session in sessions}, at=at)
    here = visitors_of(sessions)
    offers = [_offer(s, facts[s.group_id], here[s.pk], missed) for s in sessions]
    by_pk = {session.pk: session for session in sessions}
    found = suggestions(_him(missed.referral, at=at), offers, at=localtime(at))[:MOST]
    # The first reason says how soon: the day itself stands beside it.
    return [Within(by_pk[each.offer.key], each.reasons[1:]) for each in found]


def _about_the_same(missed, *, at):
    wanted = {same(topic) for topic in topics_of(missed.session)}
    topics = [topic.pk for topic in Topic.objects.all() if same(topic) in wanted]
    planned = Session.objects.filter(
        Q(topic__in=topics) | Q(second_topic__in=topics),
        state=Session.State.PLANNED,
        starts_at__gt=at,
        starts_at__lte=at + settings.CATCH_UP_WITHIN,
    )
    own = list(_his_own_sessions(missed.referral, at=at))
    planned = planned.exclude(visits__in=Visit.objects.planned().filter(referral=missed.referral_id))
    planned = planned.exclude(group__in=missed.referral.enrolments.filter(ended_at=None).values("group"))
    related = ("group__area", "group__venue", "group__version", "group__lead_man", "group__lead_woman")
    planned = planned.select_related("topic", "second_topic", *related).order_by("starts_at", "pk")
    return [s for s in planned if not any(_overlap(s, mine) for mine in own)]


def _his_own_sessions(referral, *, at):
    groups = referral.enrolments.filter(ended_at=None).values("group")
    return Session.objects.filter(group__in=groups, state=Session.State.PLANNED, starts_at__gt=at)


def _overlap(one, other):
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _him(referral, *, at):
    man = referral.man
    return Waiting(
        referral.pk,
        of_any_version(facts_of_men([referral])[referral.pk]),
        referral.area_id,
        can_come(referral),
        at,
        man.language,
        man.interpreter_needed,
    )


def of_any_version(facts):
    """He comes for one topic, and keeps his version: that the group runs another one does not matter."""
    return replace(facts, version=None)


def _offer(session, facts, visitors, missed):
    local = localtime(session.starts_at)
    own = missed.session.group and missed.session.group.version.counted
    return Offer(
        session.pk,
        replace(facts, members=facts.members | visitors),
        session.group.area_id,
        session.group.area.name,
        local.weekday(),
        local.time(),
        session.pk,
        local,
        session.group.language,
        session.group.version.counted == own,
    )


@for_the_service("keys of the men who visit a group, wherever they come from: nobody is named")
def visitors_of(sessions):
    """{session id: ids of men who come to catch up}."""
    found = defaultdict(frozenset)
    rows = Visit.objects.coming().filter(session__in=sessions)
    for session, man in rows.values_list("session", "referral__man"):
        found[session] |= {man}
    return found


def reasons_against_a_visit(referral, session, *, at):
    """Why he cannot come to this session, beside those who are in the group and those who visit it: Reasons."""
    facts = facts_of_groups([session.group], at=at)[session.group_id]
    there = replace(facts, members=facts.members | visitors_of([session])[session.pk])
    return reasons(of_any_version(facts_of_men([referral])[referral.pk]), there)


def visitors_against(referral, group, *, since: datetime, at):
    """Why he cannot have a place in ``group`` from ``since`` on because of men who come there to catch up, in words."""
    coming = Session.objects.filter(group=group, starts_at__gte=since, state=Session.State.PLANNED)
    coming = list(coming.filter(visits__in=Visit.objects.coming()).distinct().order_by("starts_at"))
    if not coming:
        return ""
    man, facts = facts_of_men([referral])[referral.pk], facts_of_groups([group], at=at)[group.pk]
    visitors = visitors_of(coming)
    for session in coming:
        there = replace(facts, members=facts.members | visitors[session.pk])
        against = {reason.code for reason in reasons(of_any_version(man), there)}
        day = f"{local_day(session.starts_at):%-d %B}"
        if Code.MAN in against:
            return f"There is a recorded conflict between him and a man who comes on {day} to catch up."
        if Code.FULL in against:
            return (
                f"On {day} a man of another group comes to catch up, and there is no place beside him. "
                "Choose a later first session."
            )
    return ""


def ways_alone(referral):
    """How he may make up for a session one-to-one, as his version allows: choices of KeyWork.Mode."""
    version = his_version(referral)
    if version is None:
        return []
    ways = [KeyWork.Mode.IN_PERSON] if version.catch_up_in_person else []
    return ways + ([KeyWork.Mode.PHONE, KeyWork.Mode.VIDEO] if version.catch_up_by_phone else [])


def caught_up_already(attendances):
    """The ids of those missed that have been caught up."""
    made_up = Attendance.objects.filter(makes_up__in=attendances, outcome=Outcome.CAUGHT_UP)
    return set(made_up.values_list("makes_up", flat=True))


def planned_to_catch_up(attendances):
    """{id of the line missed: Visit or KeyWork that is planned to make up for it}."""
    visits = Visit.objects.planned().filter(missed__in=attendances).select_related("session__group")
    alone = KeyWork.objects.filter(makes_up__in=attendances, state=KeyWork.State.PLANNED)
    return {row.makes_up_id: row for row in alone} | {visit.missed_id: visit for visit in visits}


def mark_catching_up(rows):
    """Each line of a man with ``can_catch_up``: missed, and neither made up for nor planned to be."""
    again, planned = caught_up_already(rows), planned_to_catch_up(rows)
    for row in rows:
        missed = row.outcome in Outcome.MISSED and not row.makes_up_id and row.session.group_id
        row.can_catch_up = bool(missed) and row.pk not in again and row.pk not in planned


def sessions_to_catch_up_at(missed, *, user, at):
    """Sessions of his area that have begun within the last eight weeks, at which he was neither expected nor recorded."""
    enrolled = missed.referral.enrolments.filter(ended_at=None).select_related("first_session").first()
    sessions = (
        Session.objects.visible_to(user)
        .filter(
            group__area=missed.referral.area_id,
            starts_at__gt=at - settings.CATCH_UP_RECORDED_WITHIN,
            starts_at__lte=at,
        )
        .exclude(state=Session.State.CANCELLED)
        .exclude(attendances__referral=missed.referral_id)
        .select_related("group__venue", "topic")
        .order_by("-starts_at")
    )
    if enrolled:
        own = Q(group=enrolled.group_id, starts_at__gte=enrolled.first_session.starts_at)
        sessions = sessions.exclude(own)
    return sessions
