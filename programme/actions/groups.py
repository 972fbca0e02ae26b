"""Groups, their sessions, and who is placed in them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from programme.models import Enrolment, Group, Session, Venue
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise
from timescales.working_time import LONDON, is_working_day

LENGTH = timedelta(hours=2)


@transaction.atomic
def open_group(*, new_venue=None, by, at, **fields):
    """Make a group. Its leads must be one man and one woman. ``new_venue``: name and address of a new one."""
    if Group.objects.filter(name__iexact=fields["name"]).exists():
        raise Refused(f"There is already a group called {fields['name']}. Choose another name.")
    if new_venue:
        fields["venue"] = Venue.objects.create(area=fields["area"], **new_venue)
    group = Group(**fields)
    if not group.is_led_by_a_pair:
        raise Refused("A group is led by one man and one woman. Choose a man and a woman.")
    group.save()
    record("group.opened", group, by=by, at=at)
    return group


@transaction.atomic
def plan_sessions(group, *, from_date, weeks, by, at):
    """Plan the next ``weeks`` weekly sessions from ``from_date`` on; bank holidays are skipped. The new sessions."""
    topics = list(group.version.topics.order_by("number"))
    planned = group.sessions.exclude(state=Session.State.CANCELLED).count()
    day = from_date + timedelta(days=(group.weekday - from_date.weekday()) % 7)
    sessions = []
    while len(sessions) < weeks:
        starts_at = datetime.combine(day, group.starts, tzinfo=LONDON)
        day += timedelta(weeks=1)
        # A session that was moved away from this moment keeps its reference, and is this week's.
        same = Q(starts_at=starts_at) | Q(reference=_reference(group, starts_at))
        taken = group.sessions.filter(same).exists()
        if not is_working_day(starts_at.date()) or taken:
            weeks -= taken
            continue
        topic = topics[(planned + len(sessions)) % len(topics)] if topics else None
        sessions.append(_plan(group, starts_at, topic))
    record("group.sessions_planned", group, by=by, at=at, sessions=len(sessions))
    return sessions


def _reference(group, starts_at):
    return f"S{group.pk}-{starts_at:%Y%m%d}"


def _plan(group, starts_at, topic):
    session = Session.objects.create(
        reference=_reference(group, starts_at),
        group=group,
        topic=topic,
        starts_at=starts_at,
        ends_at=starts_at + LENGTH,
        high_emotion=topic.high_emotion if topic else False,
    )
    # The promise starts when the session ends, and that moment is known now.
    clocks.start(session.deadlines, Promise.REGISTER, at=session.ends_at)
    return session


@transaction.atomic
def enrol(referral, *, group, first_session, by, at):
    """Give him a place from ``first_session`` on, confirmed to him. Capacity and the pair are refused here."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    if group.places_left() < 1:
        raise Refused(f"{group} is full: it has {group.capacity} men. Choose another group.")
    if not group.is_led_by_a_pair:
        raise Refused(f"{group} is not led by one man and one woman. Put that right first.")
    if first_session.group_id != group.pk or first_session.state != Session.State.PLANNED:
        raise Refused("Choose a planned session of this group as his first.")
    if first_session.starts_at <= at:
        raise Refused("His first session must be in the future: it has to be confirmed to him first.")
    first_day = first_session.starts_at.astimezone(LONDON).date()
    facts = {"sessions_required": group.version.sessions_required}
    if referral.first_session_offered_date is None:
        facts["first_session_offered_date"] = first_day
    # First the move: it is what refuses a man who has a place already, whoever gave it to him.
    referral.move(Status.ON_PROGRAMME, by=by, at=at, **facts)
    enrolment = Enrolment.objects.create(
        referral=referral, group=group, version=group.version, first_session=first_session, by=by, at=at
    )
    clocks.keep(referral.deadlines, Promise.COMMENCE_HIM, at=at)
    clocks.redate(referral.deadlines, Promise.WRITTEN_AGREEMENT, due_at=first_session.starts_at, at=at)
    clocks.start(referral.deadlines, Promise.JOINT_REVIEW, at=at)
    raise_alert(
        Kind.STARTED,
        about=referral,
        to=[Audience.REFERRER, Audience.ISS, Audience.FACILITATORS],
        because=f"First session {first_day:%-d %B %Y}.",
        at=at,
        by=by,
    )
    record("referral.enrolled", referral, by=by, at=at, group=group.pk)
    return enrolment


@transaction.atomic
def cancel_session(session, *, because, by, at):
    """We cancel a planned session. Nobody's run of misses is touched, and no register is owed."""
    changed = Session.objects.filter(pk=session.pk, state=Session.State.PLANNED).update(
        state=Session.State.CANCELLED, cancelled_because=because
    )
    if changed != 1:
        raise Refused("Only a session that has not been held or cancelled can be cancelled.")
    clocks.stop(session.deadlines, at=at)
    _tell_of_change(session, "It is cancelled.", by=by, at=at)
    record("session.cancelled", session, by=by, at=at)


@transaction.atomic
def move_session(session, *, starts_at, by, at):
    """Move a planned session to another moment."""
    changed = Session.objects.filter(pk=session.pk, state=Session.State.PLANNED).update(
        starts_at=starts_at, ends_at=starts_at + LENGTH, moved_from=session.starts_at
    )
    if changed != 1:
        raise Refused("Only a session that has not been held or cancelled can be moved.")
    clocks.stop(session.deadlines, at=at)
    clocks.start(session.deadlines, Promise.REGISTER, at=starts_at + LENGTH)
    before = session.starts_at.astimezone(LONDON)
    moved = Session.objects.select_related("group").get(pk=session.pk)
    _tell_of_change(moved, f"It has been moved from {before:%-d %B %Y}.", by=by, at=at)
    record("session.moved", session, by=by, at=at)


def _tell_of_change(session, words, *, by, at):
    """The facilitators hear of the session; the ISS of each man expected, because she may count on where he is."""
    to = [Audience.SESSION_FACILITATORS, Audience.MY_TIME_MANAGERS]
    raise_alert(Kind.SESSION_CHANGED, about=session, to=to, because=words, at=at, by=by)
    day = f"Session of {session.starts_at.astimezone(LONDON):%-d %B %Y}. {words}"
    for enrolment in Enrolment.objects.expected_at(session).select_related("referral"):
        key = f"session_changed:{session.pk}:{enrolment.referral_id}:{at.isoformat()}"
        raise_alert(
            Kind.SESSION_CHANGED,
            about=enrolment.referral,
            to=[Audience.ISS],
            because=day,
            key=key,
            at=at,
        )
