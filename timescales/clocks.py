"""Start, keep, stop, pause. ``clocks`` is a file's own set of deadlines, such as ``referral.deadlines``."""

from functools import partial

from .models import PromiseRule
from .working_time import due_after_a_pause


def start(clocks, promise, *, at, due_at=None, **fields):
    """Start a promise at ``at``. ``due_at`` is given only where an event sets it, such as the first session.

    A promise that already runs on the file is left as it is: starting twice never buys time.
    """
    running = clocks.running().filter(promise=promise).first()
    if running:
        return running
    rule = PromiseRule.objects.in_force(promise, at)
    due_at = max(due_at or rule.due(at), at)
    remind_at = next(iter(rule.reminders_between(at, due_at)), None)
    return clocks.create(
        promise=promise, rule=rule, started_at=at, due_at=due_at, remind_at=remind_at, **fields
    )


def keep(clocks, *promises, at):
    """The promises are kept, late or not. How many were running."""
    return clocks.running().filter(promise__in=promises).update(kept_at=at, paused_at=None)


def stop(clocks, *, at, promises=None, but=()):
    """The promises no longer apply: all of the file's, or those named, except ``but``."""
    running = clocks.running().exclude(promise__in=but)
    if promises is not None:
        running = running.filter(promise__in=promises)
    return running.update(stopped_at=at, paused_at=None)


def excuse(clocks, promise, *, at, because):
    """The promise could not be kept and nobody is to blame; counted apart from kept and missed."""
    return clocks.running().filter(promise=promise).update(excused_at=at, excused_because=because)


def pause(clocks, *, at):
    """Clocks that may pause stand still from ``at``."""
    return clocks.ticking().filter(rule__may_pause=True).update(paused_at=at)


def wait_for_answers(clocks, *, at):
    """Clocks that wait for the referrer's answer stand still from ``at``."""
    return clocks.ticking().filter(rule__waits_for_answers=True).update(paused_at=at)


def resume(clocks, *, at):
    """Paused clocks go on with the time they had left."""
    paused = clocks.running().exclude(paused_at=None).select_related("rule")
    for deadline in paused.select_for_update(of=("self",)):
        moved = partial(_after_a_pause, deadline.rule, paused_at=deadline.paused_at, resumed_at=at)
        clocks.filter(pk=deadline.pk).update(
            due_at=moved(deadline.due_at),
            remind_at=moved(deadline.remind_at) if deadline.remind_at else None,
            paused_at=None,
        )


def _after_a_pause(rule, moment, *, paused_at, resumed_at):
    return due_after_a_pause(moment, paused_at=paused_at, resumed_at=resumed_at, unit=rule.unit)


def restart(clocks, *, stopped_at, at):
    """The clocks that were stopped at ``stopped_at`` go on. The time between does not count against them."""
    for deadline in clocks.filter(stopped_at=stopped_at, kept_at=None).select_related("rule"):
        deadline.stopped_at = None
        deadline.due_at = _after_a_pause(deadline.rule, deadline.due_at, paused_at=stopped_at, resumed_at=at)
        deadline.remind_at = deadline.next_reminder(at) if deadline.missed_at is None else None
        deadline.save(update_fields=["stopped_at", "due_at", "remind_at"])


def put_back(clocks, promise, *, since, at):
    """What was withdrawn by mistake is owed as before, with its own days. True where there was one to put back.

    ``since``: the moment of what it follows from; a promise started before that followed from something else.
    """
    withdrawn = clocks.filter(promise=promise, kept_at=None, excused_at=None, stopped_at__isnull=False)
    deadline = withdrawn.filter(started_at__gte=since).select_related("rule").order_by("-started_at").first()
    if deadline is None:
        return False
    deadline.stopped_at = None
    deadline.remind_at = deadline.next_reminder(at) if deadline.missed_at is None else None
    deadline.save(update_fields=["stopped_at", "remind_at"])
    return True


def redate(clocks, promise, *, due_at, at):
    """An event now sets when a running promise is due, and so when its owner is reminded."""
    for deadline in clocks.running().filter(promise=promise).select_related("rule"):
        deadline.due_at = max(due_at, deadline.started_at)
        deadline.remind_at = deadline.next_reminder(at) if deadline.missed_at is None else None
        deadline.save(update_fields=["due_at", "remind_at"])
