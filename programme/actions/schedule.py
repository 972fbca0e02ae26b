"""Sessions planned, cancelled, moved, merged; days on which nobody meets. What is past never moves."""

from datetime import timedelta
from itertools import islice

from django.db.models import F, Q

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from programme.models import Closure, Enrolment, Session
from programme.occupancy import clashes, locked
from programme.reading import short_moment
from programme.schedule import LENGTH, DaysOff, local_day, slots
from texts.occasions import Occasion
from timescales import clocks
from timescales.promises import Promise

from .changes import deal_topics, in_words, tell_of_change
from .misses import locked as locked_men
from .misses import settle

ONE_DAY = timedelta(days=1)
NOT_PLANNED = "Only a session that has not been held or cancelled can be {}."
# How many weeks on a free evening is looked for, for what was cancelled.
LOOKED_AT = 52


@one_act
def plan_sessions(group, *, from_date, weeks, by, at):
    """Plan the next ``weeks`` weekly sessions from ``from_date`` on; bank holidays and closures are skipped and the plan
    goes on a week longer for each. A week that is planned already counts as one of them. The new sessions."""
    group = locked([group])[group.pk]
    moments = []
    days_off = DaysOff.of(group, first=from_date)
    for moment in islice(slots(group.weekday, group.starts, from_date=from_date, days_off=days_off), weeks):
        if moment > at and not _is_planned(group, moment):
            moments.append(moment)
    _refuse_clashes(group, moments)
    sessions = [_plan(group, moment) for moment in moments]
    deal_topics(group, at=at)
    record("group.sessions_planned", group, by=by, at=at, sessions=len(sessions))
    return list(group.sessions.filter(pk__in=[s.pk for s in sessions]).order_by("starts_at"))


def _is_planned(group, moment):
    """A session that was moved away from this moment keeps its reference, and is this week's."""
    same = Q(starts_at=moment) | Q(reference=_reference(group, moment))
    return group.sessions.filter(same).exists()


def _refuse_clashes(group, moments, *, but=()):
    for moment, reason in clashes(group, moments, but=but):
        raise Refused(f"{short_moment(moment)} is not free: {reason}.")


def _reference(group, starts_at):
    return f"S{group.pk}-{local_day(starts_at):%Y%m%d}"


def _plan(group, starts_at):
    session = Session.objects.create(
        reference=_reference(group, starts_at), group=group, starts_at=starts_at, ends_at=starts_at + LENGTH
    )
    # The promise starts when the session ends, and that moment is known now.
    clocks.start(session.deadlines, Promise.REGISTER, at=session.ends_at)
    return session


@one_act
def cancel_session(session, *, because, confirmed=(), by, at):
    """We cancel a planned session. It is left out of every run of misses, and no register is owed.

    Its topic is held at the next session, those after it move on by one, and the plan goes on a week longer. Of one that
    has begun and was not recorded: a man who missed the sessions before and after it has then missed two running, and
    his file closes once its id is in ``confirmed`` (else MustConfirm is raised and nothing is written).
    """
    group = locked([session.group])[session.group_id]
    _cancel(session, because=because, words="It is cancelled.", by=by, at=at)
    _plan_one_more(group, at=at)
    deal_topics(group, at=at)
    session.marks.all().delete()
    men = Enrolment.objects.expected_at(session).values_list("referral", flat=True)
    settle(locked_men(men).values(), confirmed=confirmed, because="A session was cancelled", by=by, at=at)
    record("session.cancelled", session, by=by, at=at)


def _cancel(session, *, because, words, by, at):
    changed = Session.objects.filter(pk=session.pk, state=Session.State.PLANNED).update(
        state=Session.State.CANCELLED, cancelled_because=because, revision=F("revision") + 1
    )
    if changed != 1:
        raise Refused(NOT_PLANNED.format("cancelled"))
    clocks.stop(session.deadlines, at=at)
    tell_of_change(session, words, occasion=Occasion.CANCELLED, by=by, at=at)


def _plan_one_more(group, *, at):
    """After the last session, in the first week in which the room and the pair are free."""
    last = group.sessions.exclude(state=Session.State.CANCELLED).order_by("-starts_at").first()
    last = last or group.sessions.order_by("-starts_at").first()
    first = max(local_day(last.starts_at), local_day(at)) + ONE_DAY
    days_off = DaysOff.of(group, first=first)
    moments = list(islice(slots(group.weekday, group.starts, from_date=first, days_off=days_off), LOOKED_AT))
    taken = {moment for moment, _ in clashes(group, moments)}
    for moment in moments:
        if moment not in taken and not _is_planned(group, moment):
            return _plan(group, moment)
    return None


@one_act
def move_session(session, *, starts_at, by, at):
    """Move a planned session to another moment; topics follow the order of the evenings."""
    group = locked([session.group])[session.group_id]
    session = Session.objects.get(pk=session.pk)
    if session.state != Session.State.PLANNED:
        raise Refused(NOT_PLANNED.format("moved"))
    if session.starts_at <= at:
        raise Refused("This session has begun: what is past is not moved. Cancel it if it was not held.")
    if starts_at <= at:
        raise Refused("Choose a time to come.")
    day = local_day(starts_at)
    why = DaysOff.of(group, first=day).why(day)
    if why:
        raise Refused(f"Nobody meets on {in_words(starts_at)}: {why}.")
    _refuse_clashes(group, [starts_at], but=[session.pk])
    _move(session, starts_at, at=at)
    deal_topics(group, at=at)
    moved = Session.objects.select_related("group").get(pk=session.pk)
    words = f"It has been moved from {in_words(session.starts_at)}."
    tell_of_change(moved, words, occasion=Occasion.MOVED, by=by, at=at)
    record("session.moved", session, by=by, at=at)


def _move(session, starts_at, *, at):
    changed = Session.objects.filter(pk=session.pk, state=Session.State.PLANNED).update(
        starts_at=starts_at,
        ends_at=starts_at + LENGTH,
        moved_from=session.starts_at,
        revision=F("revision") + 1,
    )
    if changed != 1:
        raise Refused(NOT_PLANNED.format("moved"))
    clocks.stop(session.deadlines, at=at)
    clocks.start(session.deadlines, Promise.REGISTER, at=starts_at + LENGTH)


@one_act
def merge_sessions(session, *, into, by, at):
    """Hold two weeks of a group in one evening: ``session`` is given up, and ``into`` has the topics of both.

    Whoever comes has been at one session of two hours, and is credited one (docs/decisions/0015).
    """
    group = locked([session.group])[session.group_id]
    pair = Session.objects.filter(pk__in=[session.pk, into.pk], group=group, state=Session.State.PLANNED)
    pair = list(pair.filter(starts_at__gt=at).select_related("topic").order_by("starts_at"))
    if len(pair) != 2:
        raise Refused("Choose two sessions to come of the same group.")
    _refuse_apart(group, *pair)
    if any(each.second_topic_id for each in pair) or not all(each.topic_id for each in pair):
        raise Refused("One evening has room for two topics and no more.")
    _cancel(
        session,
        because=f"Held together with the session of {in_words(into.starts_at)}",
        words=f"It is held together with the session of {in_words(into.starts_at)}.",
        by=by,
        at=at,
    )
    Session.objects.filter(pk=into.pk).update(
        topic=pair[0].topic,
        second_topic=pair[1].topic,
        high_emotion=any(each.high_emotion for each in pair),
        revision=F("revision") + 1,
    )
    deal_topics(group, at=at)
    tell_of_change(into, f"The session of {in_words(session.starts_at)} is held in it too.", by=by, at=at)
    record("session.merged", session, by=by, at=at, into=into.reference)


def _refuse_apart(group, first, second):
    between = group.sessions.exclude(state=Session.State.CANCELLED)
    if between.filter(starts_at__gt=first.starts_at, starts_at__lt=second.starts_at).exists():
        raise Refused("Only two sessions that follow one another can be merged.")


@one_act
def close_days(*, from_date, to_date, because, venue=None, area=None, by, at):
    """Nobody meets from one day to another, in a venue, an area, or anywhere. Sessions planned then are cancelled; their
    topics go to the sessions after them, and each plan goes on so much longer. How many were cancelled."""
    closure = Closure.objects.create(
        from_date=from_date, to_date=to_date, because=because, venue=venue, area=area, by=by, at=at
    )
    planned = Session.objects.filter(state=Session.State.PLANNED, starts_at__gt=at, group__isnull=False)
    if venue or area:
        planned = planned.filter(**({"group__venue": venue} if venue else {"group__area": area}))
    hit = [s for s in planned.select_related("group") if from_date <= local_day(s.starts_at) <= to_date]
    for group in locked({s.group for s in hit}).values():
        mine = [s for s in hit if s.group_id == group.pk]
        for session in mine:
            _cancel(session, because=because, words=f"It is cancelled: {because}.", by=by, at=at)
        for _ in mine:
            _plan_one_more(group, at=at)
        deal_topics(group, at=at)
    record("programme.days_closed", closure, by=by, at=at, sessions=len(hit))
    return len(hit)


@one_act
def reopen_days(closure, *, by, at):
    """The closure no longer holds. What was cancelled because of it stays cancelled: it is planned anew."""
    if closure.to_date < local_day(at):
        raise Refused("That is past: it stays as it was.")
    record("programme.days_opened", closure, by=by, at=at)
    Closure.objects.filter(pk=closure.pk).delete()
