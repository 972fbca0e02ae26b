"""Which reports there are about him, how each stands, and which wait to be written."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.urls import reverse

from accounts.roles import Permission
from joint.models import Report
from referrals.statuses import Status
from timescales.promises import Promise

Kind = Report.Kind
DECIDED = (Status.PENDING, Status.SUITABLE, Status.UNSUITABLE)
BY_PROMISE = {Promise.MIDWAY_REPORT: Kind.MIDWAY, Promise.COMPLETION_REPORT: Kind.COMPLETION}


@dataclass(frozen=True)
class Line:
    """``note``: the receipt, for those who wrote it; or whose turn it is."""

    words: str
    href: str
    tag: str
    tone: str
    at: datetime | None = None
    note: str = ""


def shelf(user, referral):
    """Lines of the reports that the person may open, then of those that wait to be written."""
    writes = user.may(Permission.WRITE_REPORT)
    rows = Report.objects.visible_to(user).filter(referral=referral)
    rows = list(rows.annotate(readers=Count("opened")).order_by("kind", "version"))
    lines = [
        _issued(row, writes) if row.issued_at else _begun(row) for row in rows if row.issued_at or writes
    ]
    if writes:
        there = {row.kind for row in rows}
        lines += [_wanted(kind, referral) for kind in wanted(referral) if kind not in there]
    return lines


def _issued(row, writes):
    receipt = ""
    if writes:
        receipt = (
            "They have read it"
            if row.acknowledged_at
            else "Opened by them"
            if row.readers
            else "Not opened yet"
        )
    return Line(row.name, reverse("report", args=[row.pk]), "Issued", "green", row.issued_at, receipt)


def _begun(row):
    href = reverse("write_report", args=[row.referral_id, row.kind])
    if row.held_at:
        return Line(row.name, href, "Held back", "red", row.held_at, "The ISS looks at it")
    if row.sent_at:
        return Line(row.name, href, "Waits to be signed off", "yellow", row.sent_at)
    return Line(row.name, href, "Draft", "grey", note="The ISS part is in" if row.iss_at else "")


def _wanted(kind, referral):
    return Line(kind.label, reverse("write_report", args=[referral.pk, kind]), "Not written yet", "yellow")


def wanted(referral):
    """The kinds of report that children's services wait for as the file stands."""
    if referral.imported:
        return []
    running = set(referral.deadlines.running().values_list("promise", flat=True))
    kinds = [kind for promise, kind in BY_PROMISE.items() if promise in running]
    if referral.status in DECIDED and referral.decisions.exists():
        kinds.append(Kind.ASSESSMENT)
    if referral.status == Status.CLOSED and referral.referrals_back.filter(withdrawn_at=None).exists():
        kinds.append(Kind.BACK)
    return kinds


def unfinished(referral):
    """Sentences about reports that were begun and have not left."""
    rows = Report.objects.filter(referral=referral, issued_at=None).order_by("kind")
    return [f"{row.name}: begun, and not issued." for row in rows if row.words or row.sent_at]
