"""What a social worker's list shows of each referral."""

from django.db.models import Prefetch

from referrals.asked import asked
from referrals.models import Deadline, Message
from referrals.statuses import Status
from referrals.what_next import status_words

from .facts import courses


def with_what_is_shown(referrals):
    """Each with ``running``: the promises that run on it, soonest first."""
    running = Deadline.objects.running().order_by("due_at", "pk")
    return (
        referrals.by_newest()
        .select_related("man", "area", "referrer")
        .prefetch_related(Prefetch("deadlines", queryset=running, to_attr="running"))
    )


def lines(user, referrals, *, at):
    """One for each of ``referrals`` (a page of them), in the same few queries however many."""
    found, unread = courses(referrals, at=at), _unread(user, referrals)
    return [
        {
            "file": referral,
            "course": found[referral.pk],
            "status": status_words(user, referral.status),
            "asked": asked(user, referral, referral.running),
            "unread": unread.get(referral.pk, 0),
            "mine": referral.referrer_id == user.pk,
            "may_take_over": referral.referrer_id != user.pk and referral.status != Status.MERGED,
        }
        for referral in referrals
    ]


def _unread(user, referrals):
    """{referral id: messages that the person has not read}."""
    found = {}
    messages = Message.objects.visible_to(user).unread_by(user).filter(referral__in=referrals)
    for pk in messages.values_list("referral", flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found
