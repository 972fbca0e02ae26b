"""His file on two pages of paper, for those who work with him: from his side alone, and no word of what the ISS brought."""

from accounts.roles import Permission
from joint.models import Incident, Professional, Report, Reporter, RiskNote
from programme.models import Attendance
from programme.progress import credited, required
from referrals.lists import who_has_it
from referrals.next_steps import shown
from referrals.statuses import Status

LATEST = 5


def summary_of(referral, user, *, at):
    """All that the page and the paper show."""
    running = referral.deadlines.running().select_related("rule").order_by("due_at", "pk")
    enrolments = referral.enrolments.select_related("group", "version", "first_session")
    return {
        "referral": referral,
        "by": user,
        "at": at,
        "holder": who_has_it(referral),
        "provisional": referral.status == Status.PENDING,
        "promises": shown(user, running),
        "decision": referral.decisions.order_by("-at", "-pk").first(),
        "agreement": referral.agreements.order_by("-asked_date", "-pk").first(),
        "enrolment": enrolments.order_by("-at", "-pk").first(),
        "credited": credited(referral) or referral.sessions_attended or 0,
        "required": required(referral),
        "sessions": _sessions(referral, user),
        "contacts": referral.contact_attempts.select_related("by").order_by("-at", "-pk")[:LATEST],
        "reports": Report.objects.visible_to(user)
        .filter(referral=referral, issued_at__isnull=False)
        .order_by("-issued_at"),
        **_around(referral, user),
    }


def _sessions(referral, user):
    if not user.may(Permission.SEE_GROUPS):
        return []
    rows = Attendance.objects.visible_to(user).filter(referral=referral, session__starts_at__isnull=False)
    return rows.select_related("session__topic").order_by("-session__starts_at", "-pk")[:LATEST]


def _around(referral, user):
    """That there is something to read on the screen; of the ISS no word is printed."""
    incidents = Incident.objects.visible_to(user).standing().filter(referral=referral, withdrawn=False)
    notes = RiskNote.objects.visible_to(user).in_force().filter(referral=referral)
    return {
        "incidents": incidents.exclude(side=Reporter.ISS).order_by("-happened_date", "-pk"),
        "professionals": Professional.objects.visible_to(user).filter(referral=referral).order_by("pk"),
        "read_on_screen": notes.exists() or incidents.filter(side=Reporter.ISS).exists(),
    }
