"""What the referrer is promised: the moments by which things happen, from the rules in force."""

from timescales.models import PromiseRule
from timescales.promises import Promise


def promised(referral):
    """[(what, moment, whether it has happened)]: the clocks that run, and those that follow from them.

    Nothing where the clocks were stopped: the referral was merged or closed, and its page says so.
    """
    clocks = {clock.promise: clock for clock in referral.deadlines.all()}
    acknowledge, contact = clocks[Promise.ACKNOWLEDGE], clocks.get(Promise.CONTACT_HIM)
    if acknowledge.stopped_at or (contact and contact.stopped_at):
        return []
    contact_due = contact.due_at if contact else _contact_at_the_latest(acknowledge)
    return [
        ("acknowledge", acknowledge.kept_at or acknowledge.due_at, bool(acknowledge.kept_at)),
        ("contact", (contact and contact.kept_at) or contact_due, bool(contact and contact.kept_at)),
    ]


def contact_by(referral):
    """The moment by which contact with him is made at the latest, of a referral that has just come in."""
    return _contact_at_the_latest(referral.deadlines.get(promise=Promise.ACKNOWLEDGE))


def _contact_at_the_latest(acknowledge):
    """It is passed on when it is acknowledged, at the latest when that is due; the 48 hours count from then."""
    return PromiseRule.objects.in_force(Promise.CONTACT_HIM, acknowledge.started_at).due(acknowledge.due_at)
