"""The rule of two misses, applied to his file whenever something it looks at has changed (docs/decisions/0004)."""

from programme.progress import runs_of_misses
from referrals.actions import close, undo_closure
from referrals.consequences import END_OF_HOLD, TWO_WAY_CONTACT, MustConfirm, after
from referrals.models import Referral
from referrals.statuses import CloseReason, Status

from .milestones import settle_milestones

CLOSES_AT = 2


def locked(ids):
    """The referrals of ``ids``, locked in one order so that two people never wait for each other: {id: referral}."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related("man")
    return {row.pk: row for row in rows.filter(pk__in=ids).order_by("pk")}


def settle(referrals, *, confirmed=(), because, by, at):
    """Close the files that the rule now closes, undo the closures that it no longer bears out. The ids of the closed.

    ``referrals`` are locked, and what changed is written already: where it closes a file whose id is not in
    ``confirmed``, MustConfirm is raised and takes all of it back. ``because`` says why a closure is undone.
    A file on hold waits until the hold ends.
    """
    referrals = list(referrals)
    runs = runs_of_misses(referrals)
    must = [r for r in referrals if r.status == Status.ON_PROGRAMME and runs[r.pk] >= CLOSES_AT]
    if not {r.pk for r in must} <= set(confirmed):
        raise MustConfirm([r for r in must if r.pk not in set(confirmed)])
    for referral in must:
        close(referral, reason=CloseReason.TWO_MISSES, by=by, at=at)
    for referral in referrals:
        if referral not in must and _rested_on_the_rule(referral) and runs[referral.pk] < CLOSES_AT:
            undo_closure(referral, because=because, by=by, at=at)
            settle_milestones(referral, by=by, at=at)
    return {r.pk for r in must}


def _rested_on_the_rule(referral):
    closed = referral.status == Status.CLOSED and not referral.imported
    return closed and referral.close_reason == CloseReason.TWO_MISSES


@after(TWO_WAY_CONTACT)
def contact_breaks_the_run(referral, *, confirmed, by, at):
    """A contact logged late, but made between the two misses, undoes the closure as a correction does."""
    because = "A contact between the two misses has been logged"
    settle(locked([referral.pk]).values(), because=because, by=by, at=at)


@after(END_OF_HOLD)
def the_rule_waited_for_the_end_of_the_hold(referral, *, confirmed, by, at):
    """Registers taken while he was on hold may show that the two sessions before it were both missed."""
    ids = [referral.pk] if confirmed else []
    settle(locked([referral.pk]).values(), confirmed=ids, because="The hold has ended", by=by, at=at)
