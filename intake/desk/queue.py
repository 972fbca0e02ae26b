"""What waits at the desk, by its clock: what is late first, what is due today, the rest, and what waits for an answer."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from accounts.models import Cover
from accounts.roles import Role
from intake.eligibility import criteria
from referrals.models import Deadline, InformationRequest, Referral
from referrals.statuses import Status
from timescales.promises import Promise
from timescales.words import on

from .alike import how_many_alike
from .checking import findings

ORDER = ("waits", "due", "pk")
# An imported file has no clock: it stands first, so that somebody looks.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
LATE, TODAY, LATER, ASKED = "Late", "Due today", "Due later", "Waiting for the referrer"


@dataclass(frozen=True)
class Waiting:
    """One referral at the desk. ``warned``: criteria that need a reason; ``not_said``: those of which the
    referral says nothing; ``alike``: men who may be he."""

    referral: object
    deadline: object
    why: str
    warned: int
    sign_off: bool
    not_said: int
    alike: int


def queue(user):
    """Referrals to check, in ORDER, each with its running clock and what was asked of the referrer."""
    clock = Deadline.objects.running().filter(promise=Promise.ACKNOWLEDGE)
    asked = InformationRequest.objects.open().filter(referral=OuterRef("pk"))
    due = Subquery(clock.filter(referral=OuterRef("pk")).values("due_at")[:1])
    return (
        Referral.objects.visible_to(user)
        .filter(status=Status.RECEIVED)
        .annotate(
            waits=Case(When(Exists(asked), then=1), default=0, output_field=IntegerField()),
            due=Coalesce(due, "received_at", Value(AT_ONCE)),
        )
        .select_related("man", "area")
        .prefetch_related(
            "children",
            Prefetch("deadlines", queryset=clock.select_related("rule"), to_attr="clocks"),
            Prefetch(
                "information_requests",
                queryset=InformationRequest.objects.order_by("-asked_at", "-pk"),
                to_attr="asked",
            ),
        )
    )


def sections(referrals, *, at):
    """[(heading, [Waiting])] of a page of the queue, in its order; headings without a row are left out."""
    in_force, alike = criteria(at), how_many_alike(referrals)
    found = {LATE: [], TODAY: [], LATER: [], ASKED: []}
    for referral in referrals:
        every = findings(referral, at=at, in_force=in_force)
        warned = [finding for finding in every if finding.warns]
        reasons = sum(finding.needs_a_reason for finding in warned)
        row = Waiting(
            referral=referral,
            deadline=next(iter(referral.clocks), None),
            why=_why(referral),
            warned=reasons,
            sign_off=len(warned) > reasons,
            not_said=sum(finding.not_said for finding in every),
            alike=alike[referral.pk],
        )
        found[_heading(referral, at)].append(row)
    return [(heading, rows) for heading, rows in found.items() if rows]


def away(user, *, at):
    """Who of the desk is away today, and who stands in."""
    covers = Cover.objects.visible_to(user).on(localtime(at).date()).filter(away__role=Role.SPOC)
    return list(covers.select_related("away", "covered_by").order_by("to_date", "pk"))


def _heading(referral, at):
    if referral.waits:
        return ASKED
    if referral.due <= at:
        return LATE
    return TODAY if localtime(referral.due).date() == localtime(at).date() else LATER


def _why(referral):
    asked = next(iter(referral.asked), None)
    if asked and asked.is_open:
        return f"Asked on {on(localtime(asked.asked_at))}: the clock stands still until there is an answer"
    if referral.area_id is None:
        return "It has no area: give it one first"
    if asked and asked.answered_at:
        return f"Answered on {on(localtime(asked.answered_at))}: check it again"
    return "New: nobody has checked it yet"
