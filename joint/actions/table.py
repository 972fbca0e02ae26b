"""Distress, disclosures and counter-allegations."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from iss.actions import raise_distress
from iss.models import PartnerFile
from iss.statuses import HerStatus
from joint.models import Disclosure, Side
from programme.models import Attendance


@one_act
def flag_distress(attendance, *, by, at):
    """A notable emotional response after a session: the ISS is told at once and answers within the hour."""
    referral = attendance.referral
    if Attendance.objects.filter(pk=attendance.pk, distress_at=None).update(distress_at=at) != 1:
        raise Refused("This has already been flagged, and the right people told.")
    for file in PartnerFile.objects.told_of(referral):
        raise_distress(
            file,
            session_day=localtime(attendance.session.starts_at).date(),
            managers_only=referral.sharing_stopped or file.status == HerStatus.CLOSED,
            key=f"distress:{attendance.pk}:{file.pk}",
            at=at,
        )
    raise_alert(
        Kind.DISTRESS,
        about=referral,
        to=[Audience.MY_TIME_MANAGERS],
        because="Flagged by a facilitator after the session.",
        key=f"distress:{attendance.pk}",
        at=at,
        by=by,
    )
    record("distress.flagged", referral, by=by, at=at, session=attendance.session.reference)


@one_act
def log_disclosure(referral, *, side, what, to_whom, basis, could_he_receive_it, by, at):
    disclosure = Disclosure.objects.create(
        referral=referral,
        side=side,
        what=what,
        to_whom=to_whom,
        basis=basis,
        could_he_receive_it=could_he_receive_it,
        by=by,
        at=at,
    )
    record("disclosure.logged", referral, by=by, at=at, side=side, basis=basis)
    return disclosure


@one_act
def flag_counter_allegation(referral, *, by, at):
    """Automatic sharing stops, both ways, until a manager of each side has reviewed it."""
    type(referral).objects.filter(pk=referral.pk).update(
        counter_allegation=True, counter_reviewed_by_my_time=False, counter_reviewed_by_iss=False
    )
    raise_alert(
        Kind.COUNTER_ALLEGATION,
        about=referral,
        to=[Audience.MY_TIME_MANAGERS, Audience.ISS_MANAGERS],
        because="Nothing is shared between the two sides until a manager of each has reviewed it.",
        at=at,
        by=by,
    )
    record("counter_allegation.flagged", referral, by=by, at=at)


@one_act
def review_counter_allegation(referral, *, side, by, at):
    field = "counter_reviewed_by_my_time" if side == Side.MY_TIME else "counter_reviewed_by_iss"
    type(referral).objects.filter(pk=referral.pk).update(**{field: True})
    record("counter_allegation.reviewed", referral, by=by, at=at, side=side)
