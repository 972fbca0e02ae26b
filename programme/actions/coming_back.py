"""A closed man is invited back by a manager: with a plan, a place, and a list of what he does again."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from programme.models import Attendance, Return
from referrals.actions import reopen
from referrals.statuses import Status

from .milestones import settle_milestones
from .misses import locked
from .places import place


@one_act
def invite_back(referral, *, plan, first_session, repeats=(), by, at):
    """Open his file again and place him from ``first_session`` on; never a man more than there are places.

    ``repeats``: his attendances that lose their credit from now on. What he missed before no longer counts. The social
    worker, the ISS and the facilitators are told that he is back and from which day on.
    """
    referral = locked([referral.pk])[referral.pk]
    if referral.status != Status.CLOSED or referral.came_from != Status.ON_PROGRAMME:
        raise Refused("Only a man whose file was closed while he was on the programme is invited back.")
    credited = Attendance.objects.credited().filter(referral=referral)
    again = list(credited.filter(pk__in=[line.pk for line in repeats]))
    if len(again) != len(set(repeats)):
        raise Refused("One of the sessions to do again is not credited to him. Open the page again.")
    referral.enrolments.filter(ended_at=None).update(ended_at=at)
    day = f"{localtime(first_session.starts_at):%-d %B %Y}"
    reopen(
        referral,
        reason="Invited back with a plan",
        because=f"He has been invited back: first session {day}.",
        by=by,
        at=at,
    )
    place(referral, first_session.group, first_session, by=by, at=at)
    coming = Return.objects.create(referral=referral, plan=plan, first_session=first_session, by=by, at=at)
    coming.repeats.set(again)
    settle_milestones(referral, by=by, at=at)
    record("referral.invited_back", referral, by=by, at=at, repeats=len(again))
    return coming
