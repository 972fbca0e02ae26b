"""A man's place in a group: given, moved to another group, and looked for again when his own has gone meanwhile."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from programme.agreeing import due_by_where_he_begins
from programme.catching_up import visitors_against
from programme.fitting import Code, reasons_against
from programme.models import Enrolment, Group, Session
from programme.topics import his_version
from referrals.consequences import COMING_BACK, CONFLICT, STARTED, after, follow
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise
from timescales.working_time import LONDON

from .catching_up import drop_visits_to


@one_act
def enrol(referral, *, group, first_session, by, at):
    """Give him a place from ``first_session`` on, confirmed to him. Whatever is against it refuses it here.

    The motivational module is a place like any other, and nothing he attends there is credited: how many sessions he
    needs, and when the first was offered, is set when he goes on to a version that counts.
    """
    group = _locked(group)[group.pk]
    _refuse(referral, group, first_session, at=at)
    first_day = _day(first_session)
    # First the move: it is what refuses a man who has a place already, whoever gave it to him.
    referral.move(Status.ON_PROGRAMME, by=by, at=at, **_facts(referral, group.version, first_day))
    enrolment = _place(referral, group, first_session, by=by, at=at)
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
    follow(STARTED, referral, by=by, at=at)
    return enrolment


def _locked(*groups):
    """{id: group} in one order, so that two moves between the same groups never wait for each other."""
    rows = Group.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    rows = rows.select_related("version", "lead_man", "lead_woman")
    return {group.pk: group for group in rows.filter(pk__in=[group.pk for group in groups])}


def _refuse(referral, group, first_session, *, at):
    for reason in reasons_against(referral, group, at=at):
        raise Refused(reason.words)
    if first_session.group_id != group.pk or first_session.state != Session.State.PLANNED:
        raise Refused("Choose a planned session of this group as his first.")
    if first_session.starts_at <= at:
        raise Refused("His first session must be in the future: it has to be confirmed to him first.")
    if reason := visitors_against(referral, group, since=first_session.starts_at, at=at):
        raise Refused(reason)


def _day(session):
    return session.starts_at.astimezone(LONDON).date()


def _facts(referral, version, first_day):
    """What the file keeps of his first place on a version that counts."""
    if not version.counted:
        return {}
    facts = {}
    if referral.sessions_required is None:
        facts["sessions_required"] = version.sessions_required
    if referral.first_session_offered_date is None:
        facts["first_session_offered_date"] = first_day
    return facts


def _place(referral, group, first_session, *, by, at):
    drop_visits_to(group, referral, since=first_session.starts_at, at=at)
    return Enrolment.objects.create(
        referral=referral,
        group=group,
        version=his_version(referral) or group.version,
        first_session=first_session,
        by=by,
        at=at,
    )


@one_act
def place(referral, group, first_session, *, by, at):
    """A place for a man who has none, where nothing is against it; whoever calls tells of it."""
    group = _locked(group)[group.pk]
    _refuse(referral, group, first_session, at=at)
    return _place(referral, group, first_session, by=by, at=at)


@one_act
def transfer(referral, *, group, first_session, by, at):
    """Move him to another group, or place him again where his place has gone. He keeps his version and his credits.

    From now on he is expected in the new group alone, from ``first_session`` on; what was before stays as it was.
    """
    if referral.status != Status.ON_PROGRAMME:
        raise Refused("Only a man on the programme is moved to another group.")
    old = referral.enrolments.filter(ended_at=None).select_related("group").first()
    group = _locked(*filter(None, [group, old and old.group]))[group.pk]
    if old and old.group_id == group.pk:
        raise Refused(f"He is in {group} already.")
    _refuse(referral, group, first_session, at=at)
    if old and Enrolment.objects.filter(pk=old.pk, ended_at=None).update(ended_at=at) != 1:
        raise Refused("Somebody else has just moved him. Look at his file again.")
    facts = _facts(referral, group.version, _day(first_session))
    if facts:
        type(referral).objects.filter(pk=referral.pk).update(**facts)
    enrolment = _place(referral, group, first_session, by=by, at=at)
    due_by_where_he_begins(referral, at=at)
    raise_alert(
        Kind.MOVED_GROUP,
        about=referral,
        to=[Audience.REFERRER, Audience.ISS, Audience.FACILITATORS],
        because=f"First session in the new group {_day(first_session):%-d %B %Y}.",
        at=at,
        by=by,
    )
    record("referral.moved_group", referral, by=by, at=at, group=group.pk, was=old.group_id if old else None)
    return enrolment


@after(COMING_BACK)
def keep_his_place_if_it_is_there(referral, *, confirmed, by, at):
    """His file is opened again. Where his place has gone meanwhile he is placed again by somebody, and that is told:
    never one man more than there are places, and never a man in a group he must not be in."""
    enrolment = referral.enrolments.filter(ended_at=None).first()
    if enrolment is None:
        return
    group = _locked(enrolment.group)[enrolment.group_id]
    against = reasons_against(referral, group, at=at)
    if not against:
        return
    Enrolment.objects.filter(pk=enrolment.pk).update(ended_at=at)
    raise_alert(
        Kind.PLACE_GONE,
        about=referral,
        to=[Audience.FACILITATORS, Audience.MY_TIME_MANAGERS],
        because=f"{against[0].words} Give him a place in another group.",
        at=at,
    )
    record("referral.place_gone", referral, by=by, at=at, group=group.pk)


@after(CONFLICT)
def look_at_his_place(referral, *, confirmed, by, at):
    """A conflict is recorded of a man who has a place: somebody has to move him, or whoever leads his group."""
    place = referral.enrolments.taking_a_place().select_related("group").first()
    if place is None:
        return
    group = _locked(place.group)[place.group_id]
    against = [r for r in reasons_against(referral, group, at=at) if r.code in (Code.WORKER, Code.MAN)]
    if against:
        raise_alert(
            Kind.CONFLICT_IN_GROUP,
            about=referral,
            to=[Audience.MY_TIME_MANAGERS],
            because=f"{against[0].words} Move him to another group, or change who leads.",
            at=at,
        )
