"""The clocks that follow from how many sessions are credited: first session, half, all."""

from collections import defaultdict

from django.utils.timezone import localtime

from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from programme.progress import credited, credited_of, required
from programme.rules import half
from referrals.actions import refer_back
from referrals.actions.closure import say_what_is_owed, start_measures_of_the_end
from referrals.consequences import STARTED, follow
from referrals.measuring.windows import still_owed
from referrals.models import Deadline
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise

FIRST = (Promise.INITIAL_MEASURES,)
HALFWAY = (Promise.MIDWAY_MEASURES, Promise.MIDWAY_REPORT)


def _milestones(needed):
    """(how many sessions are credited, what is owed from then on) of each on the way."""
    return ((1, FIRST), (half(needed), HALFWAY)) if needed else ((1, FIRST),)


def settle_milestones(referral, *, by, at):
    """Start what a milestone starts, and withdraw what was started by a credit that has since been taken back.

    Completion is done by the system, at once.
    """
    if referral.status not in (Status.ON_PROGRAMME, Status.ON_HOLD):
        return
    done, needed = credited(referral), required(referral)
    for number, promises in _milestones(needed):
        _owed(referral, done, number, *promises, at=at)
    follow(STARTED, referral, by=by, at=at)
    if needed and done >= needed and referral.status == Status.ON_PROGRAMME:
        _complete(referral, by=by, at=at)


def settle_milestones_of(referrals, *, by, at):
    """The same for the men of one register, of whom most reach nothing with it: those are known by two questions for all."""
    stands = _as_credited(referrals)
    for referral in referrals:
        if referral.pk in stands:
            follow(STARTED, referral, by=by, at=at)
        else:
            settle_milestones(referral, by=by, at=at)


def _as_credited(referrals):
    """Ids of those for whom every promise of a milestone that is reached is there, and none of another."""
    done, there = credited_of(referrals), defaultdict(set)
    kept_or_not = Deadline.objects.filter(
        referral__in=referrals, promise__in=FIRST + HALFWAY, stopped_at=None
    )
    for pk, promise in kept_or_not.values_list("referral", "promise"):
        there[pk].add(promise)
    return {r.pk for r in referrals if _is_as_credited(done.get(r.pk, 0), required(r), there[r.pk])}


def _is_as_credited(done, needed, there):
    if needed and done >= needed:
        return False
    return there == {
        promise for number, promises in _milestones(needed) if done >= number for promise in promises
    }


def _owed(referral, done, number, *promises, at):
    """Start each promise once ``number`` sessions are credited; what is not reached after all, and not kept yet, is
    owed no longer. A credit that was taken back and given back buys no time."""
    if done < number:
        clocks.stop(referral.deadlines, at=at, promises=promises)
        return
    since = _credited_at(referral, number) or at
    for promise in still_owed(referral, promises):
        if referral.deadlines.filter(promise=promise, stopped_at=None).exists():
            continue
        if not clocks.put_back(referral.deadlines, promise, since=since, at=at):
            clocks.start(referral.deadlines, promise, at=at)


def _credited_at(referral, number):
    """When the line was recorded by which so many sessions were credited; None where that is not known."""
    lines = referral.attendances.credited().filter(at__isnull=False).order_by("at", "pk")
    return next(iter(lines.values_list("at", flat=True)[number - 1 : number]), None)


# Of the way there: once all is credited there is no half way to report or to measure any more. What was missed stays
# missed; the completion report covers the whole, and the measures of the end take the place of those before.
OVER = (
    Promise.JOINT_REVIEW,
    Promise.INITIAL_MEASURES,
    Promise.MIDWAY_MEASURES,
    Promise.MIDWAY_REPORT,
)
NO_MIDWAY = "The midway report was not issued: the completion report takes its place and says so."


def _complete(referral, *, by, at):
    no_midway = referral.deadlines.running().filter(promise=Promise.MIDWAY_REPORT).exists()
    referral.move(Status.COMPLETED, by=by, at=at, completed_date=localtime(at).date())
    clocks.stop(referral.deadlines, at=at, promises=OVER)
    clocks.start(referral.deadlines, Promise.COMPLETION_REPORT, at=at)
    start_measures_of_the_end(referral, at=at)
    refer_back(referral, because="Completed the programme", review=False, by=by, at=at)
    raise_alert(
        Kind.COMPLETED,
        about=referral,
        to=[Audience.REFERRER, Audience.ISS, Audience.FACILITATORS, Audience.MY_TIME_MANAGERS],
        because="Every required session is credited.",
        at=at,
    )
    record("referral.completed", referral, by=by, at=at)
    say_what_is_owed(referral, besides=NO_MIDWAY if no_midway else "", at=at)
