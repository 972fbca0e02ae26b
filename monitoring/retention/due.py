"""Whose time is over: closed long enough ago by the rule in force, on no hold, and not kept longer by a decision."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from accounts.acting import for_the_service
from accounts.roles import Permission, Role
from iss.models import PartnerFile
from iss.statuses import HerStatus
from monitoring.models import Destruction, Hold, Kept, RetentionRule
from referrals.models import Child, Referral
from referrals.statuses import Status

ENDED = (Status.CLOSED, Status.COMPLETED, Status.UNSUITABLE)
ON_A_PLAN = ("cp", "cin")


@dataclass(frozen=True)
class Due:
    """A record whose time is over: ``ended`` on that day, so kept until ``until``."""

    record: object
    rule: RetentionRule
    ended: date
    until: date

    @property
    def is_his(self):
        return isinstance(self.record, Referral)


def before(day, months):
    """The day so many months before ``day``; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@for_the_service("the officer sees references and days of what is over, and no file")
def due(user, *, at, most=50):
    """What ``user`` has to decide on, the longest over first; at most so many of each kind."""
    day, found = localtime(at).date(), []
    for kind in Kept:
        rule = RetentionRule.objects.in_force(kind, at)
        if rule and may_decide(user, kind):
            rows = _rows(user, kind).filter(ended__lte=before(day, rule.months))
            found += [_due(row, rule) for row in _unheld(rows, kind, day).order_by("ended", "pk")[:most]]
    return sorted(
        (each for each in found if each.until <= day), key=lambda each: (each.until, each.record.pk)
    )


def due_record(user, record, *, at):
    """That of one record, or None where its time is not over."""
    return next((each for each in due(user, at=at, most=None) if each.record == record), None)


def may_decide(user, kind):
    if not user.may(Permission.REVIEW_RETENTION):
        return False
    return user.role == Role.DPO or (kind == Kept.HERS) == user.may(Permission.SEE_HER_FILES)


def _rows(user, kind):
    if kind == Kept.HERS:
        rows = PartnerFile.objects.filter(status=HerStatus.CLOSED, destroyed_at=None)
        if user.role != Role.DPO:
            rows = rows.filter(provider=user.organisation_id)
        return rows.annotate(ended=F("closed_date"))
    ended = Coalesce("closed_date", "completed_date", "decision_date")
    rows = Referral.objects.filter(status__in=ENDED, destroyed_at=None).annotate(ended=ended)
    assessed = Q(assessment_attended_date__isnull=False) | ~Q(decision="")
    return rows.filter(assessed) if kind == Kept.HIS_ASSESSED else rows.exclude(assessed)


def _unheld(rows, kind, day):
    key = "file" if kind == Kept.HERS else "referral"
    held = Hold.objects.filter(**{key: OuterRef("pk")}, lifted_at=None)
    kept = Destruction.objects.filter(**{key: OuterRef("pk")}, kept_until__gt=day)
    return rows.filter(~Exists(held), ~Exists(kept))


def _due(row, rule):
    until = before(row.ended, -rule.months)
    if rule.child_until and isinstance(row, Referral):
        until = max(until, _grown_up(row, rule.child_until) or until)
    return Due(row, rule, row.ended, until)


def _grown_up(referral, age):
    """The end of the year in which the youngest child on a plan reaches ``age``; None where no age is known."""
    youngest = (
        Child.objects.filter(referral=referral, plan__in=ON_A_PLAN, age__isnull=False).order_by("age").first()
    )
    if youngest is None or referral.received_date is None:
        return None
    return date(referral.received_date.year + age - youngest.age, 12, 31)
