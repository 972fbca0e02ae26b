"""Recorded conflicts: a worker and a man, or two men. Where one came from is kept nowhere but in the trail."""

from accounts.acting import one_act
from accounts.refusal import Refused
from accounts.roles import Permission
from audit.trail import record
from referrals.consequences import CONFLICT, follow
from referrals.models import Conflict, NonAssociation, Referral


@one_act
def record_conflict(man, *, worker, by, at):
    """The worker must not work with this man. Recording it again changes nothing and says nothing."""
    conflict, new = Conflict.objects.in_force().get_or_create(man=man, worker=worker, defaults={"at": at})
    if new:
        _look_again(man, by=by, at=at)
    record("conflict.recorded", man, by=by, at=at, worker=worker.pk)
    return conflict


@one_act
def keep_apart(man, other, *, by, at):
    """The two men must not be in one group."""
    if man.pk == other.pk:
        raise Refused("That is the same man: choose another.")
    first, second = sorted((man, other), key=lambda each: each.pk)
    pair, new = NonAssociation.objects.in_force().get_or_create(man=first, other=second, defaults={"at": at})
    if new:
        _look_again(man, by=by, at=at)
    record("conflict.recorded", man, by=by, at=at, other=other.reference)
    return pair


def _look_again(man, *, by, at):
    """He may be in a group already that he must not be in."""
    for referral in Referral.objects.open().filter(man=man).order_by("pk"):
        follow(CONFLICT, referral, by=by, at=at)


@one_act
def agree_to_end(conflict, *, by, at):
    """One side agrees that a conflict has ended; it ends when both have. True when it has ended."""
    rows = type(conflict).objects.in_force().select_for_update()
    conflict = rows.filter(pk=conflict.pk).first()
    if conflict is None:
        raise Refused("That conflict has ended already.")
    side = "iss_agrees_at" if by.may(Permission.ISS_AT_TABLE) else "my_time_agrees_at"
    setattr(conflict, side, getattr(conflict, side) or at)
    if conflict.iss_agrees_at and conflict.my_time_agrees_at:
        conflict.ended_at = at
    conflict.save(update_fields=["iss_agrees_at", "my_time_agrees_at", "ended_at"])
    record("conflict.ending_agreed", conflict.man, by=by, at=at, ended=bool(conflict.ended_at))
    return bool(conflict.ended_at)
