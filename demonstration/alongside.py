"""Beside the group: one-to-one contacts, goals, and how each man wants to be reminded."""

from programme.actions import agree_goal, log_key_work, plan_key_work
from programme.models import KeyWork
from programme.models.keywork import Rating
from referrals import actions as his
from referrals.models import Referral
from referrals.models.man import Reminders

from .steps import DAY, HOUR

WORDS = "To leave the room before I shout, and to say when I will be back."
# Weeks ago, what was seen of his motivation and of his willingness to change
HELD = ((7, Rating.LITTLE, Rating.SOME), (3, Rating.SOME, Rating.GOOD))


def work_one_to_one(steps, members, *, at):
    """For the ``members`` who are on the programme now ({number: referral}); one planned contact awaits its outcome."""
    on_it = Referral.objects.filter(pk__in=[referral.pk for referral in members.values()])
    for place, referral in enumerate(on_it.filter(status="on_programme").order_by("pk")):
        reminders = Reminders.NONE if place == 1 else Reminders.TEXT
        his.choose_reminders(referral, reminders=reminders, by=steps.facilitator, at=at - 3 * DAY)
        if place < 2:
            _meet(steps, referral, at, next_at=at - 2 * HOUR if place == 0 else at + 2 * DAY)


def _meet(steps, referral, at, *, next_at):
    by = steps.facilitator
    for weeks, motivation, willingness in HELD:
        happened_at = at - 7 * weeks * DAY
        log_key_work(
            referral,
            happened_at=happened_at,
            mode=KeyWork.Mode.IN_PERSON,
            note="Went through his time-out plan and what he wrote in the diary.",
            motivation=motivation,
            willingness=willingness,
            by=by,
            at=happened_at + HOUR,
        )
    agreed = at - 21 * DAY
    agree_goal(referral, words=WORDS, agreed_date=agreed.date(), by=by, at=agreed)
    plan_key_work(
        referral,
        planned_at=next_at,
        mode=KeyWork.Mode.PHONE,
        purpose="How the time-outs went",
        by=by,
        at=at - 3 * DAY,
    )
