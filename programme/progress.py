"""Where he stands: sessions credited, the run of misses, and the clocks that milestones start."""

from django.utils.timezone import localtime

from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from referrals.actions import refer_back
from referrals.models import ContactAttempt
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise
from timescales.working_time import add_calendar_months

from .models import Attendance, Session
from .rules import Expected, half, run_of_misses


def credited(referral):
    return referral.attendances.credited().count()


def required(referral):
    return referral.sessions_required or 0


def misses_running(referral, *, supposing=None):
    """The run of misses now, or as it would be with ``supposing``: {session id: outcome} recorded too."""
    supposing = supposing or {}
    contacts = ContactAttempt.objects.filter(referral=referral, two_way=True).values_list("at", flat=True)
    return run_of_misses(_expected(referral, supposing), list(contacts))


def _expected(referral, supposing):
    """The sessions of his groups since he was last (re)opened, as the rule needs them."""
    recorded = Attendance.objects.filter(referral=referral, session__group__isnull=False).select_related(
        "session"
    )
    found = {row.session_id: Expected(row.session.starts_at, row.outcome) for row in recorded}
    for session in Session.objects.filter(pk__in=supposing):
        found[session.pk] = Expected(session.starts_at, supposing[session.pk])
    for enrolment in referral.enrolments.select_related("first_session"):
        latest = max((e.at for e in found.values()), default=enrolment.first_session.starts_at)
        unrecorded = Session.objects.filter(
            group=enrolment.group_id,
            state__in=(Session.State.PLANNED, Session.State.HELD),
            starts_at__gte=enrolment.first_session.starts_at,
            starts_at__lt=latest,
        ).exclude(pk__in=found)
        found |= {s.pk: Expected(s.starts_at, "") for s in unrecorded}
    since = referral.misses_count_from
    return [e for e in found.values() if since is None or e.at >= since]


def after_a_credit(referral, *, by, at):
    """Start what a milestone starts: first session, half, all. Completion is done by the system, at once."""
    done, needed = credited(referral), required(referral)
    if done >= 1 and not referral.deadlines.filter(promise=Promise.INITIAL_MEASURES).exists():
        clocks.start(referral.deadlines, Promise.INITIAL_MEASURES, at=at)
    if needed and done >= half(needed):
        for promise in (Promise.MIDWAY_MEASURES, Promise.MIDWAY_REPORT):
            if not referral.deadlines.filter(promise=promise).exists():
                clocks.start(referral.deadlines, promise, at=at)
    if needed and done >= needed and referral.status == Status.ON_PROGRAMME:
        _complete(referral, by=by, at=at)


def _complete(referral, *, by, at):
    referral.move(Status.COMPLETED, by=by, at=at, completed_date=localtime(at).date())
    clocks.stop(referral.deadlines, at=at, promises=[Promise.JOINT_REVIEW])
    clocks.start(referral.deadlines, Promise.END_MEASURES, at=at)
    clocks.start(referral.deadlines, Promise.COMPLETION_REPORT, at=at)
    six_months = add_calendar_months(at, 6)
    clocks.start(referral.deadlines, Promise.FOLLOW_UP_MEASURES, at=six_months)
    refer_back(referral, because="Completed the programme", review=False, by=by, at=at)
    raise_alert(
        Kind.COMPLETED,
        about=referral,
        to=[Audience.REFERRER, Audience.ISS, Audience.FACILITATORS, Audience.MY_TIME_MANAGERS],
        because="Every required session is credited.",
        at=at,
    )
    record("referral.completed", referral, by=by, at=at)
