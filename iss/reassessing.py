"""What a change on his side means for her: when his file is held or closed, the DASH is gone through with her again."""

from referrals.consequences import CLOSED, ON_HOLD, after

from .actions import owe_reassessment
from .models import Because, PartnerFile


@after(ON_HOLD)
def dash_after_his_hold(referral, *, confirmed, by, at):
    _owe(referral, Because.HIS_HOLD, at=at)


@after(CLOSED)
def dash_after_his_closure(referral, *, confirmed, by, at):
    _owe(referral, Because.HIS_CLOSURE, at=at)


def _owe(referral, because, *, at):
    """While sharing is stopped the worker learns that something has changed, and the manager alone what."""
    if referral.sharing_stopped:
        because = Because.ASK_MANAGER
    for file in PartnerFile.objects.told_of(referral):
        owe_reassessment(file, because=because, at=at)
