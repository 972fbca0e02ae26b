"""Give figures to somebody outside: protected, together with all that was given before, and written down."""

import logging

from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from monitoring.models import DisclosureRule, Release
from referrals.references import new_reference

from .tasks import make_releases

logger = logging.getLogger(__name__)


@one_act
def ask_for_release(*, first_day, last_day, to_whom, why, by, at):
    """The worker makes it as at now: computing what a reader could work out takes longer than a page may."""
    rule = DisclosureRule.objects.in_force(at)
    release = Release.objects.create(
        reference=new_reference("REL"),
        first_day=first_day,
        last_day=last_day,
        rule=rule,
        to_whom=to_whom,
        why=why,
        by=by,
        at=at,
    )
    record("figures.released", release, by=by, at=at)
    transaction.on_commit(_ring, robust=True)
    return release


def _ring():
    """Wake a worker; without Redis the next tick of the clock finds the release."""
    try:
        make_releases.apply_async(ignore_result=True, retry=False)
    except (OperationalError, OSError):
        logger.warning("No worker could be woken; the next sweep makes the release.")


@one_act
def change_disclosure_rule(*, hide_below, round_to, smallest_base, valid_from, by, at):
    """Another rule from a moment in the future on. What was released stays as it was."""
    if valid_from <= at:
        raise Refused("The rule changes in the future only: choose a later moment.")
    if smallest_base < hide_below:
        raise Refused("The smallest base of a percentage cannot be less than the smallest count shown.")
    if DisclosureRule.objects.filter(valid_from=valid_from).exists():
        raise Refused("There is already a change of the rule from that moment.")
    rule = DisclosureRule.objects.create(
        hide_below=hide_below, round_to=round_to, smallest_base=smallest_base, valid_from=valid_from, by=by
    )
    record("disclosure_rule.changed", rule, by=by, at=at, hide_below=hide_below, round_to=round_to)
    return rule
