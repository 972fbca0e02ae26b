"""Twelve months of support: what is owed from the day it opens, and each look at it together."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from iss.statuses import HerStatus
from iss.term.milestones import next_milestone
from timescales import clocks
from timescales.promises import Promise

TERM = (Promise.SUPPORT_REVIEW, Promise.SUPPORT_YEAR)


@one_act
def start_term(file, *, at):
    """Her support has opened: its end, and the first look at it before that, are promised from now."""
    year = clocks.start(file.deadlines, Promise.SUPPORT_YEAR, at=at)
    _owe_next(file, year, after=at, at=at)


@one_act
def review_support(file, *, held_date, with_her, changed, outcome, by, at):
    """Her support has been looked at. The review that was owed is kept; the next milestone is owed."""
    if file.status != HerStatus.SUPPORTED:
        raise Refused("Her support is not open: there is nothing to look back on yet.")
    opened_at = file.support_opened_at
    if opened_at and held_date < localtime(opened_at).date():
        raise Refused("Her support had not been opened on that day.")
    review = file.support_reviews.create(
        held_date=held_date, with_her=with_her, changed=changed, outcome=outcome, by=by, at=at
    )
    _owe_after(file, review, at=at)
    record("support.reviewed", file, by=by, at=at, outcome=outcome)
    return review


def _owe_after(file, review, *, at):
    running = {deadline.promise: deadline for deadline in file.deadlines.running().filter(promise__in=TERM)}
    looked_at, year = running.get(Promise.SUPPORT_REVIEW), running.get(Promise.SUPPORT_YEAR)
    clocks.keep(file.deadlines, Promise.SUPPORT_REVIEW, at=at)
    if review.outcome == review.Outcome.ENDS:
        return
    if looked_at is None:  # the last look, at the end of the twelve months: it goes on, so they begin again
        clocks.keep(file.deadlines, Promise.SUPPORT_YEAR, at=at)
        start_term(file, at=at)
    else:
        _owe_next(file, year, after=max(at, looked_at.due_at), at=at)


def _owe_next(file, year, *, after, at):
    """The first milestone after ``after``; none where the twelve months end first."""
    if year is None:
        return
    due_at = next_milestone(year.started_at, after=after, at=at)
    if due_at < year.due_at:
        clocks.start(file.deadlines, Promise.SUPPORT_REVIEW, at=at, due_at=due_at)
