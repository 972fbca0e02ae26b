"""His file's statuses and the one table of moves between them (pathway.md section 3).

A draft is not here: it is a row of the front door's own until it is submitted (docs/decisions/0006).
"""

from django.db import models

from accounts.refusal import Refused


class Status(models.TextChoices):
    RECEIVED = "received", "Received"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    CONTACTED = "contacted", "Contacted"
    ASSESSMENT_BOOKED = "assessment_booked", "Assessment booked"
    PENDING = "pending", "Pending further information"
    UNSUITABLE = "unsuitable", "Unsuitable"
    SUITABLE = "suitable", "Suitable"
    ON_PROGRAMME = "on_programme", "On programme"
    COMPLETED = "completed", "Completed"
    CLOSED = "closed", "Closed"
    ON_HOLD = "on_hold", "On hold"
    MERGED = "merged", "Merged"


S = Status

MOVES = {
    S.RECEIVED: {S.ACKNOWLEDGED, S.CLOSED, S.MERGED},
    S.ACKNOWLEDGED: {S.CONTACTED, S.ON_HOLD, S.CLOSED, S.MERGED},
    S.CONTACTED: {S.ASSESSMENT_BOOKED, S.CLOSED},
    S.ASSESSMENT_BOOKED: {S.PENDING, S.UNSUITABLE, S.CONTACTED, S.CLOSED},
    S.PENDING: {S.SUITABLE, S.UNSUITABLE},
    S.UNSUITABLE: {S.ASSESSMENT_BOOKED, S.PENDING},
    S.SUITABLE: {S.ON_PROGRAMME, S.ON_HOLD, S.CLOSED},
    S.ON_PROGRAMME: {S.COMPLETED, S.ON_HOLD, S.CLOSED},
    S.COMPLETED: set(),
    S.CLOSED: {
        S.RECEIVED,
        S.ACKNOWLEDGED,
        S.CONTACTED,
        S.ASSESSMENT_BOOKED,
        S.SUITABLE,
        S.ON_PROGRAMME,
        S.MERGED,
    },
    S.ON_HOLD: {S.ACKNOWLEDGED, S.SUITABLE, S.ON_PROGRAMME},
    S.MERGED: {S.RECEIVED, S.ACKNOWLEDGED, S.CLOSED},
}

# From these a file goes back only to where it was. A closed one may besides turn out to be a duplicate.
REMEMBERS = {S.CLOSED, S.ON_HOLD, S.UNSUITABLE, S.MERGED}

OPEN = (
    S.RECEIVED,
    S.ACKNOWLEDGED,
    S.CONTACTED,
    S.ASSESSMENT_BOOKED,
    S.PENDING,
    S.SUITABLE,
    S.ON_PROGRAMME,
    S.ON_HOLD,
)


class IllegalMove(Refused):
    """The pathway has no such step."""


def check_move(old, new, *, came_from=""):
    """Raise IllegalMove, with the reason in words, unless the pathway has the step from ``old`` to ``new``."""
    old, new = Status(old), Status(new)
    if new not in MOVES[old]:
        others = ", ".join(sorted(status.label.lower() for status in MOVES[old])) or "nothing else"
        raise IllegalMove(
            f"A file that is {old.label.lower()} cannot become {new.label.lower()}. It can become: {others}."
        )
    if old in REMEMBERS and new not in {came_from, Status.MERGED}:
        was = Status(came_from).label.lower() if came_from else "not recorded"
        raise IllegalMove(f"A file that is {old.label.lower()} goes back to where it was ({was}).")


class CloseReason(models.TextChoices):
    INELIGIBLE = "ineligible", "Ineligible"
    NOT_CONTACTABLE = "not_contactable", "Not contactable"
    DECLINED = "declined", "Declined before assessment"
    DID_NOT_ATTEND_ASSESSMENT = "did_not_attend_assessment", "Did not attend assessment"
    WITHDRAWN_BY_REFERRER = "withdrawn_by_referrer", "Withdrawn by the referrer"
    DECLINED_PLACE = "declined_place", "Declined the place"
    TWO_MISSES = "two_misses", "Two sessions missed without contact"
    WITHDREW = "withdrew", "Withdrew"
    BREACH = "breach", "Breach of rules"
    INCREASED_RISK = "increased_risk", "Increased risk"
    MOVED_AWAY = "moved_away", "Moved away"
    UNSUITABLE = "unsuitable", "Unsuitable (imported records only)"
    OTHER = "other", "Other"


# Two misses are recorded by the register, never chosen by hand; unsuitable is a status of its own.
CHOOSABLE_CLOSE_REASONS = [
    r for r in CloseReason if r not in {CloseReason.TWO_MISSES, CloseReason.UNSUITABLE}
]


class UnsuitableReason(models.TextChoices):
    """Figure 19."""

    DENIAL = "denial", "Denial"
    NEEDS_ALTERNATE_SUPPORT = "needs_alternate_support", "Needs alternate support"
    MENTAL_HEALTH = "mental_health", "Mental health"
    TOO_HIGH_RISK = "too_high_risk", "Too high risk"
    UNWILLING_TO_ENGAGE = "unwilling_to_engage", "Unwilling to engage"
    UNKNOWN = "unknown", "Unknown (imported records only)"


CHOOSABLE_UNSUITABLE_REASONS = [r for r in UnsuitableReason if r != UnsuitableReason.UNKNOWN]


class Source(models.TextChoices):
    """Figure 25."""

    CP = "cp", "Child protection plan"
    CIN = "cin", "Child in need plan"
    EARLY_HELP = "early_help", "Early Help"
    SELF = "self", "Self-referral"
    OTHER = "other", "Other professional"
