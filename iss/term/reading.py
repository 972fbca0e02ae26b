"""How far the twelve months of her support have come."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from timescales.promises import Promise

from .milestones import milestones


@dataclass(frozen=True)
class Milestone:
    """``state``: done, next, to come, or passed: nobody looked at it then."""

    at: datetime
    words: str
    state: str


@dataclass(frozen=True)
class Term:
    opened_at: datetime
    until: datetime
    month: int
    marks: list
    reviews: list
    over: bool

    @property
    def words(self):
        if self.over:
            return f"The twelve months ended on {localtime(self.until):%-d %B %Y}."
        return (
            f"Month {self.month} of her support, which was opened on {localtime(self.opened_at):%-d %B %Y}."
        )


def term_of(file, deadlines, *, at):
    """Her twelve months as they stand at ``at``; None where support was never opened or its end was not promised.

    ``deadlines``: all of her file.
    """
    years = [deadline for deadline in deadlines if deadline.promise == Promise.SUPPORT_YEAR]
    if not years:
        return None
    year = max(years, key=lambda deadline: deadline.started_at)
    looks = [deadline for deadline in deadlines if deadline.promise == Promise.SUPPORT_REVIEW]
    reviews = list(file.support_reviews.select_related("by").order_by("-held_date", "-pk"))
    looked_at = [look.due_at for look in looks if look.started_at >= year.started_at and look.kept_at]
    running = next((look for look in looks if look.is_running), None)
    moments = milestones(year.started_at, year.due_at, at=at)
    marks = [_mark(moment, number, looked_at, running, at) for number, moment in enumerate(moments, start=1)]
    marks.append(_end(year, at))
    return Term(year.started_at, year.due_at, _month(year.started_at, at), marks, reviews, year.due_at <= at)


def _mark(moment, number, looked_at, running, at):
    if moment in looked_at:
        state = "done"
    elif running and running.due_at == moment:
        state = "late" if moment <= at else "next"
    else:
        state = "passed" if moment <= at else "to come"
    return Milestone(moment, f"Look at it together, number {number}", state)


def _end(year, at):
    if year.kept_at:
        return Milestone(year.due_at, "Twelve months", "done")
    return Milestone(year.due_at, "Twelve months", "late" if year.due_at <= at else "to come")


def _month(opened_at, at):
    """The calendar month of support that ``at`` lies in, counted from 1."""
    start, now = localtime(opened_at), localtime(at)
    months = (now.year - start.year) * 12 + now.month - start.month
    return months + (1 if (now.day, now.time()) >= (start.day, start.time()) else 0)
