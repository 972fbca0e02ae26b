"""When her support is looked at: every so long from the day it opened, as the rule then in force says."""

from timescales.models import PromiseRule
from timescales.promises import Promise
from timescales.working_time import due_after


def next_milestone(opened_at, *, after, at):
    """The first milestone later than ``after``, counted from ``opened_at`` in whole steps: no month is lost on the way."""
    rule = PromiseRule.objects.in_force(Promise.SUPPORT_REVIEW, at)
    number = 1
    while (due := due_after(opened_at, amount=rule.amount * number, unit=rule.unit)) <= after:
        number += 1
    return due


def milestones(opened_at, until, *, at):
    """Every milestone from ``opened_at`` to before ``until``."""
    found, moment = [], opened_at
    while (moment := next_milestone(opened_at, after=moment, at=at)) < until:
        found.append(moment)
    return found
