"""Making up for a missed session: planned, recorded, taken back when what it rested on has changed."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from programme.catching_up import covers, reasons_against_a_visit
from programme.models import Attendance, Group, KeyWork, Session, Visit
from programme.rules import Outcome
from referrals.consequences import CONFLICT, after
from referrals.statuses import Status
from texts.occasions import Occasion

from .misses import locked
from .reminders import say_it_changed

CREDITED_MEANWHILE = "The session is credited meanwhile"


def refuse_what_needs_no_making_up(referral, missed):
    """``missed`` is read again under the lock of his file."""
    if missed.outcome in Outcome.CREDITED and not missed.done_again.exists():
        raise Refused("That session is credited already: there is nothing to catch up.")
    if missed.makes_up_id:
        raise Refused("That was a catch-up itself: plan one for the session that he missed first.")
    if referral.status != Status.ON_PROGRAMME:
        raise Refused("Only a man on the programme can catch up.")
    if Attendance.objects.filter(makes_up=missed, outcome__in=Outcome.CREDITED).exists():
        raise Refused("That session has already been caught up.")


@one_act
def plan_visit(missed, *, session, by, at):
    """He comes to ``session`` of another group to make up for the session he missed. Whatever is against it refuses it.

    Those who lead that group see him on its register, and the ISS hears where he is expected.
    """
    group = Group.objects.select_for_update(of=("self",), no_key=True).get(pk=session.group_id)
    referral = locked([missed.referral_id])[missed.referral_id]
    missed = Attendance.objects.select_related("session__topic", "session__second_topic").get(pk=missed.pk)
    session = Session.objects.select_related("topic", "second_topic").get(pk=session.pk)
    session.group = Group.objects.select_related("version", "lead_man", "lead_woman").get(pk=group.pk)
    refuse_what_needs_no_making_up(referral, missed)
    _refuse_session(referral, missed, session, at=at)
    visit = Visit.objects.create(missed=missed, referral=referral, session=session, by=by, at=at)
    record("session.catch_up_planned", session, by=by, at=at, referral=referral.reference)
    _tell_that_he_comes(visit, by=by, at=at)
    return visit


def _refuse_session(referral, missed, session, *, at):
    if session.state != Session.State.PLANNED or session.starts_at <= at:
        raise Refused("Choose a planned session to come.")
    if not covers(session, missed):
        raise Refused("That session is about another topic than the one he missed.")
    if referral.enrolments.filter(ended_at=None, group=session.group).exists():
        raise Refused("That is his own group: he is expected there himself.")
    if _is_planned(missed):
        raise Refused("A catch-up of that session is planned already. Take it back first.")
    if referral.visits.planned().filter(session=session).exists():
        raise Refused("He comes to that session already, to make up for another.")
    for reason in reasons_against_a_visit(referral, session, at=at):
        raise Refused(reason.words)


def _is_planned(missed):
    alone = KeyWork.objects.filter(makes_up=missed, state=KeyWork.State.PLANNED)
    return missed.visits.planned().exists() or alone.exists()


def refuse_a_second_plan(missed):
    if _is_planned(missed):
        raise Refused("A catch-up of that session is planned already. Take it back first.")


def _tell_that_he_comes(visit, *, by, at):
    day = _day(visit.session)
    raise_alert(
        Kind.CATCH_UP_PLANNED,
        about=visit.session,
        to=[Audience.SESSION_FACILITATORS],
        because="A man of another group comes to catch up. He stands on the register.",
        key=f"visitor:{visit.pk}",
        at=at,
        by=by,
    )
    raise_alert(
        Kind.CATCH_UP_PLANNED,
        about=visit.referral,
        to=[Audience.ISS],
        because=f"Session of {day}, with another group, for that of {_day(visit.missed.session)}.",
        key=f"visit:{visit.pk}",
        at=at,
        by=by,
    )


@one_act
def take_back_visit(visit, *, because, by, at):
    """He does not come there after all. He is told, if he wants to be told anything; so are those who counted on it."""
    if not _take_back(visit, because=because, at=at):
        raise Refused("This catch-up is no longer planned.")
    say_it_changed(visit.session, [visit.referral], occasion=Occasion.CANCELLED, at=at)
    _tell_that_it_is_off(visit, because, by=by, at=at)
    record("session.catch_up_taken_back", visit.session, by=by, at=at, referral=visit.referral.reference)


def _take_back(visit, *, because, at):
    planned = Visit.objects.planned().filter(pk=visit.pk)
    return planned.update(state=Visit.State.TAKEN_BACK, ended_because=because) == 1


def _tell_that_it_is_off(visit, because, *, by, at):
    """Of the files the reason is told to My Time alone; it may be a colleague's own words."""
    day = _day(visit.session)
    mine = f"The catch-up planned for {day} is off. {because.rstrip('.')}. Plan another."
    told = {
        Audience.FACILITATORS: mine,
        Audience.ISS: f"The catch-up planned for {day} is off.",
    }
    for audience, words in told.items():
        raise_alert(
            Kind.CATCH_UP_OFF,
            about=visit.referral,
            to=[audience],
            because=words,
            key=f"visit_off:{visit.pk}:{audience}",
            at=at,
            by=by,
        )
    if visit.session.state == Session.State.PLANNED:
        raise_alert(
            Kind.CATCH_UP_OFF,
            about=visit.session,
            to=[Audience.SESSION_FACILITATORS],
            because="The man of another group who was to catch up does not come.",
            key=f"visitor_off:{visit.pk}",
            at=at,
            by=by,
        )


@one_act
def look_after_visits(group, *, at):
    """After a change of the schedule: who was to come to a session that is not held, or is about another topic now, is
    told, and his own facilitators plan anew. Of what has begun only a session that was not held is looked at."""
    visits = Visit.objects.planned().filter(session__group=group)
    related = (
        "session__topic",
        "session__second_topic",
        "missed__session__topic",
        "missed__session__second_topic",
    )
    for visit in visits.select_related("referral", *related).order_by("pk"):
        if visit.session.state == Session.State.CANCELLED:
            # What changed of the session itself has been told to him already.
            _call_off(visit, "The session is not held", at=at)
        elif visit.session.starts_at > at and not covers(visit.session, visit.missed):
            _call_off(visit, "The session is about another topic now", at=at)
            say_it_changed(visit.session, [visit.referral], occasion=Occasion.CANCELLED, at=at)


def _call_off(visit, because, *, at):
    if _take_back(visit, because=because, at=at):
        _tell_that_it_is_off(visit, because, by=None, at=at)


@one_act
def drop_plans(missed, *, but=None, at):
    """The session is credited meanwhile: what was planned to make up for it is planned no longer."""
    for visit in missed.visits.planned().exclude(pk=but and but.pk).select_related("session", "referral"):
        _call_off(visit, CREDITED_MEANWHILE, at=at)
        say_it_changed(visit.session, [visit.referral], occasion=Occasion.CANCELLED, at=at)
    KeyWork.objects.filter(makes_up=missed, state=KeyWork.State.PLANNED).update(makes_up=None)


@one_act
def drop_visits_to(group, referral, *, since, at):
    """He has a place there from now on: he is expected for himself."""
    visits = referral.visits.planned().filter(session__group=group, session__starts_at__gte=since)
    for visit in visits.select_related("session", "referral"):
        _call_off(visit, "He has a place in that group himself now", at=at)


@after(CONFLICT)
def look_at_his_visits(referral, *, confirmed, by, at):
    """A conflict is recorded of a man who is to catch up with other men, or with other facilitators."""
    coming = Visit.objects.coming().filter(session__starts_at__gt=at)
    for visit in coming.filter(referral=referral).select_related("session__group__version", "referral"):
        if reasons_against_a_visit(referral, visit.session, at=at):
            _call_off(visit, "There is a recorded conflict with somebody who is there", at=at)
            say_it_changed(visit.session, [visit.referral], occasion=Occasion.CANCELLED, at=at)


def tell_of_no_visit(line, *, at):
    """He was expected to catch up and did not come: his own facilitators and the ISS hear the same day. It counts for
    no run of misses (pathway.md section 5)."""
    if line.outcome not in (Outcome.ABSENT_NO_CONTACT, Outcome.ABSENT_NOTICE):
        return
    raise_alert(
        Kind.CATCH_UP_OFF,
        about=line.referral,
        to=[Audience.FACILITATORS, Audience.ISS],
        because=f"He did not come on {_day(line.session)} to catch up.",
        key=f"no_visit:{line.pk}",
        at=at,
    )


@one_act
def credit_alone(contact, *, by, at):
    """A one-to-one contact that took place (KeyWork) made up for a session he missed: the line of his that says so."""
    missed = contact.makes_up
    local = localtime(contact.happened_at)
    session = Session.objects.create(
        reference=f"One-to-one of {local:%-d %B %Y} ({contact.pk})",
        topic=missed.session.topic,
        second_topic=missed.session.second_topic,
        starts_at=contact.happened_at,
        held_date=local.date(),
        state=Session.State.HELD,
        register_by=by,
        register_at=at,
    )
    return Attendance.objects.create(
        session=session,
        referral=contact.referral,
        outcome=Outcome.CAUGHT_UP,
        makes_up=missed,
        held_date=local.date(),
        by=by,
        at=at,
    )


def _day(session):
    return (
        f"{localtime(session.starts_at):%-d %B %Y}" if session.starts_at else f"{session.held_date:%-d %B %Y}"
    )
