"""Contact with him: attempts are logged apart from contact; only two-way contact keeps the promise."""

from django.db.models import Q

from accounts.acting import one_act
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from referrals.consequences import TWO_WAY_CONTACT, follow
from referrals.models import Referral
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise


@one_act
def log_contact(referral, *, happened_at, channel, two_way, note="", by, at):
    """Log an attempt or a contact that happened at ``happened_at`` (not after ``at``)."""
    attempt = referral.contact_attempts.create(
        at=happened_at, channel=channel, two_way=two_way, note=note, by=by
    )
    earlier = Q(first_attempt_at=None) | Q(first_attempt_at__gt=happened_at)
    Referral.objects.filter(earlier, pk=referral.pk).update(first_attempt_at=happened_at)
    record("contact.logged", referral, by=by, at=at, channel=channel, two_way=two_way)
    if two_way and referral.status == Status.ACKNOWLEDGED:
        _first_contact(referral, happened_at=happened_at, by=by, at=at)
    if two_way:
        follow(TWO_WAY_CONTACT, referral, by=by, at=at)
    return attempt


def _first_contact(referral, *, happened_at, by, at):
    referral.move(Status.CONTACTED, by=by, at=at, contacted_at=happened_at)
    clocks.keep(referral.deadlines, Promise.CONTACT_HIM, at=happened_at)
    clocks.start(referral.deadlines, Promise.OFFER_ASSESSMENT, at=happened_at)
    raise_alert(
        Kind.STATUS, about=referral, to=[Audience.REFERRER], because="He has been contacted.", at=at, by=by
    )
