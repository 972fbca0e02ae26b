"""Distress, incidents, risk notes, reports, and others who must be told."""

from django.db import transaction
from django.utils.timezone import localtime

from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from iss.actions import raise_distress
from iss.models import PartnerFile
from iss.statuses import HerStatus
from joint.models import Disclosure, Report, Side
from programme.models import Attendance
from timescales import clocks
from timescales.promises import Promise

from .words import SHARING_STOPPED

_REPORT_PROMISE = {
    Report.Kind.MIDWAY: Promise.MIDWAY_REPORT,
    Report.Kind.COMPLETION: Promise.COMPLETION_REPORT,
}


@transaction.atomic
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


@transaction.atomic
def contribute(referral, *, kind, contribution="", nil=False, by, at):
    """The ISS's part of a report, or a recorded nil."""
    if contribution and referral.sharing_stopped:
        raise Refused(SHARING_STOPPED)
    report, _ = Report.objects.get_or_create(referral=referral, kind=kind)
    if report.iss_by and report.iss_by.organisation_id != by.organisation_id:
        raise Refused("Another service has contributed. Agree it between your managers.")
    changed = Report.objects.filter(pk=report.pk, issued_at=None).update(
        iss_contribution=contribution, iss_nil=nil, iss_by=by, iss_at=at
    )
    if changed != 1:
        raise Refused("This report has been issued: it stays as it was.")
    record("report.contributed", referral, by=by, at=at, kind=kind, nil=nil)


@transaction.atomic
def draft_report(referral, *, kind, body, by, at):
    """Keep what is written so far; nobody is told."""
    report, _ = Report.objects.get_or_create(referral=referral, kind=kind)
    if Report.objects.filter(pk=report.pk, issued_at=None).update(body=body) != 1:
        raise Refused("This report has already been issued.")
    record("report.drafted", referral, by=by, at=at, kind=kind)


@transaction.atomic
def issue_report(referral, *, kind, body, by, at):
    """Issue a report to the social worker. It needs the ISS's contribution or a recorded nil first."""
    Report.objects.get_or_create(referral=referral, kind=kind)
    # Locked: of two who issue it at once the second is refused, and a contribution that comes meanwhile is in.
    report = Report.objects.select_for_update(of=("self",)).get(referral=referral, kind=kind)
    if report.issued_at:
        raise Refused("This report has already been issued.")
    if not (report.iss_contribution or report.iss_nil) and PartnerFile.objects.told_of(referral).exists():
        raise Refused("The ISS has not yet contributed or recorded that it has nothing to add.")
    if not report.iss_contribution:
        report.iss_nil = True
    report.body, report.issued_at, report.issued_by = body, at, by
    report.save(update_fields=["body", "issued_at", "issued_by", "iss_nil"])
    clocks.keep(referral.deadlines, _REPORT_PROMISE[kind], at=at)
    raise_alert(
        Kind.REPORT_ISSUED,
        about=referral,
        to=[Audience.REFERRER],
        because=report.get_kind_display(),
        at=at,
        by=by,
    )
    record("report.issued", referral, by=by, at=at, kind=kind)
    return report


@transaction.atomic
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


@transaction.atomic
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


@transaction.atomic
def review_counter_allegation(referral, *, side, by, at):
    field = "counter_reviewed_by_my_time" if side == Side.MY_TIME else "counter_reviewed_by_iss"
    type(referral).objects.filter(pk=referral.pk).update(**{field: True})
    record("counter_allegation.reviewed", referral, by=by, at=at, side=side)
