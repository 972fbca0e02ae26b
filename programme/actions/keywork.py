"""One-to-one contacts beside the group, and his goals."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from programme.catching_up import ways_alone
from programme.models import Attendance, Goal, KeyWork
from referrals.actions import log_contact
from referrals.models import Channel
from referrals.statuses import Status

from .catching_up import credit_alone, drop_plans, refuse_a_second_plan, refuse_what_needs_no_making_up
from .milestones import settle_milestones
from .misses import locked

_CHANNELS = {
    KeyWork.Mode.IN_PERSON: Channel.VISIT,
    KeyWork.Mode.PHONE: Channel.PHONE,
    KeyWork.Mode.VIDEO: Channel.VIDEO,
}
_HELD, _PLANNED = KeyWork.State.HELD, KeyWork.State.PLANNED


@one_act
def plan_key_work(referral, *, planned_at, mode, purpose, makes_up=None, by, at):
    """A one-to-one contact is agreed with him for a time to come; ``makes_up``: to catch up a session he missed."""
    if planned_at <= at:
        raise Refused("Plan it for a time to come. What has taken place already is logged, not planned.")
    if makes_up:
        referral = _refuse_catching_up(makes_up, mode)
        refuse_a_second_plan(makes_up)
    planned = referral.key_work.create(
        state=_PLANNED, planned_at=planned_at, mode=mode, purpose=purpose, makes_up=makes_up, by=by, at=at
    )
    record("key_work.planned", referral, by=by, at=at)
    return planned


@one_act
def log_key_work(
    referral,
    *,
    happened_at,
    mode,
    by,
    at,
    note="",
    purpose="",
    motivation=None,
    willingness=None,
    makes_up=None,
):
    """A one-to-one contact took place that nobody had planned; ``makes_up``: he caught up a session he had missed."""
    held = KeyWork(
        referral=referral, state=_HELD, mode=mode, purpose=purpose, makes_up=makes_up, by=by, at=at
    )
    return _hold(held, happened_at, note, motivation, willingness, by=by, at=at)


@one_act
def settle_key_work(
    planned, *, state, by, at, happened_at=None, mode="", note="", motivation=None, willingness=None
):
    """What came of a planned contact: it took place (then ``happened_at`` is needed), or why it did not."""
    planned = (
        KeyWork.objects.select_for_update(of=("self",))
        .select_related("referral", "makes_up")
        .get(pk=planned.pk)
    )
    if planned.state != _PLANNED:
        raise Refused("What came of this contact has been recorded already. Look at it before you go on.")
    planned.state, planned.by, planned.at = state, by, at
    if state == _HELD:
        planned.mode = mode or planned.mode
        return _hold(planned, happened_at, note, motivation, willingness, by=by, at=at)
    planned.note = note
    planned.save()
    record("key_work.not_held", planned.referral, by=by, at=at, state=state)
    return planned


def _hold(row, happened_at, note, motivation, willingness, *, by, at):
    """Also a two-way contact with him, with all that follows from one."""
    planned = row.pk is not None
    if row.makes_up_id and not planned:
        row.referral = _refuse_catching_up(row.makes_up, row.mode)
    row.contact = log_contact(
        row.referral, happened_at=happened_at, channel=_CHANNELS[row.mode], two_way=True, by=by, at=at
    )
    if row.makes_up_id and planned:
        row.makes_up = _still_to_make_up(row)
    row.happened_at, row.note = happened_at, note
    row.motivation, row.willingness = motivation, willingness
    row.save()
    record("key_work.held", row.referral, by=by, at=at)
    if row.makes_up_id:
        credit_alone(row, by=by, at=at)
        drop_plans(row.makes_up, at=at)
        settle_milestones(locked([row.referral_id])[row.referral_id], by=by, at=at)
    return row


def _still_to_make_up(row):
    """Whoever has left since it was planned was spoken with, and caught up nothing."""
    if locked([row.referral_id])[row.referral_id].status != Status.ON_PROGRAMME:
        return None
    row.referral = _refuse_catching_up(row.makes_up, row.mode)
    return row.makes_up


def _refuse_catching_up(missed, mode):
    """His file, locked, where he may make up for the session one-to-one in this way."""
    referral = locked([missed.referral_id])[missed.referral_id]
    refuse_what_needs_no_making_up(referral, Attendance.objects.get(pk=missed.pk))
    if mode not in ways_alone(referral):
        way = KeyWork.Mode(mode).label.lower()
        raise Refused(f"His programme version does not allow a session to be caught up {way}.")
    return referral


@one_act
def agree_goal(referral, *, words, agreed_date, review_date=None, by, at):
    goal = referral.goals.create(words=words, agreed_date=agreed_date, review_date=review_date, by=by)
    record("goal.agreed", referral, by=by, at=at)
    return goal


@one_act
def end_goal(goal, *, state, came_of_it="", by, at):
    """It was met, or set aside. Ending it again is refused: the first to say so is on record."""
    changed = Goal.objects.filter(pk=goal.pk, state=Goal.State.WORKING).update(
        state=state, ended_date=localtime(at).date(), came_of_it=came_of_it
    )
    if changed != 1:
        raise Refused("This goal has ended already.")
    record("goal.ended", goal.referral, by=by, at=at, state=state)
