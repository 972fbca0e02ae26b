"""Which reports there are about him, how each stands, and which wait to be written."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Exists, OuterRef, Subquery, When
from django.urls import reverse

from accounts.addresses import address
from accounts.presence import there
from accounts.roles import Permission
from joint.models import Report
from referrals.models import Decision, ReferralBack
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


def shelf(user, referral, *, running):
    """Lines of the reports that the person may open, then of those that wait to be written. ``running``: the running
    deadlines of the file."""
    writes = user.may(Permission.WRITE_REPORT)
    rows = _rows(user, referral) if there(referral, "reports") else []
    lines = [
        _issued(row, writes) if row.issued_at else _begun(row) for row in rows if row.issued_at or writes
    ]
    if writes:
        begun = {row.kind for row in rows}
        lines += [_wanted(kind, referral) for kind in wanted(referral, running) if kind not in begun]
    return lines


def _rows(user, referral):
    rows = Report.objects.visible_to(user).filter(referral=referral)
    return list(rows.annotate(readers=Count("opened")).order_by("kind", "version"))


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
    href = address("write_report", referral.pk, kind.value)
    return Line(kind.label, href, "Not written yet", "yellow")


def wanted(referral, running):
    """The kinds of report that children's services wait for as the file stands."""
    if referral.imported:
        return []
    promised = {deadline.promise for deadline in running}
    kinds = [kind for promise, kind in BY_PROMISE.items() if promise in promised]
    if referral.status in DECIDED and referral.decisions.exists():
        kinds.append(Kind.ASSESSMENT)
    if referral.status == Status.CLOSED and referral.referrals_back.filter(withdrawn_at=None).exists():
        kinds.append(Kind.BACK)
    return kinds


def unfinished(referral):
    """Sentences about reports that were begun and have not left."""
    rows = Report.objects.filter(referral=referral, issued_at=None).order_by("kind")
    return [f"{row.name}: begun, and not issued." for row in rows if row.words or row.sent_at]


def to_sign(user):
    """Reports that wait for somebody who has not written them, as this person; longest first."""
    rows = Report.objects.visible_to(user).filter(issued_at=None, sent_at__isnull=False)
    return (
        rows.exclude(sent_by=user).exclude(writers=user).select_related("referral__man").order_by("sent_at")
    )


def unwritten(files):
    """Those of ``files`` for which nobody has begun an outcome, or a referral back that is not acknowledged, with
    ``since``; longest first."""
    written = Report.objects.filter(decision=OuterRef("pk")).values("pk")
    newer = Decision.objects.filter(referral=OuterRef("referral"), at__gt=OuterRef("at"))
    decided = Decision.objects.filter(~Exists(written), ~Exists(newer), referral=OuterRef("pk"))
    returned = ReferralBack.objects.filter(
        ~Exists(Report.objects.filter(back=OuterRef("pk"))),
        referral=OuterRef("pk"),
        withdrawn_at=None,
        acknowledged_at=None,
    )
    since = Case(
        When(status__in=DECIDED, then=Subquery(decided.order_by("-pk").values("at")[:1])),
        When(status=Status.CLOSED, then=Subquery(returned.order_by("-pk").values("at")[:1])),
    )
    ended = (*DECIDED, Status.CLOSED)
    rows = files.filter(imported=False, status__in=ended).annotate(since=since).exclude(since=None)
    return rows.select_related("man").order_by("since", "pk")


def kind_to_write(referral):
    return Kind.BACK if referral.status == Status.CLOSED else Kind.ASSESSMENT
