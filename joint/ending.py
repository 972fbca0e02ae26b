"""What the end of his file means at the joint table: the other professionals are told."""

from referrals.consequences import CLOSED, after

from .actions.professionals import owe_telling


@after(CLOSED)
def others_are_told(referral, *, confirmed, by, at):
    owe_telling(referral, by=by, at=at)
