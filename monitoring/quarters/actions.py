"""Targets are set for days to come and ended, never rewritten."""

from datetime import timedelta

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from monitoring.models import Target


@one_act
def set_target(*, measure, amount, per, first_day, last_day=None, source="", by, at):
    """A target; the one of the same measure that it follows ends the day before."""
    running = Target.objects.select_for_update().filter(measure=measure, last_day=None).first()
    if running and running.first_day >= first_day:
        raise Refused("A target of this measure begins on that day or later. Choose a later first day.")
    if running:
        running.last_day = first_day - timedelta(days=1)
        running.save(update_fields=["last_day"])
    target = Target.objects.create(
        measure=measure,
        amount=amount,
        per=per,
        first_day=first_day,
        last_day=last_day,
        source=source,
        by=by,
    )
    record("target.set", target, by=by, at=at, measure=measure, amount=amount, per=per)
    return target


@one_act
def end_target(target, *, by, at):
    """From today on it does not count; what was measured against it stays."""
    target = Target.objects.select_for_update().get(pk=target.pk)
    today = localtime(at).date()
    if target.per == Target.Per.IN_ALL and target.first_day < today:
        raise Refused("This target is one number between its two days: it ends with its last day.")
    if target.last_day and target.last_day < today:
        raise Refused("This target has ended already.")
    if target.first_day >= today:
        record("target.withdrawn", target, by=by, at=at, measure=target.measure)
        target.delete()
        return
    target.last_day = today - timedelta(days=1)
    target.save(update_fields=["last_day"])
    record("target.ended", target, by=by, at=at, measure=target.measure)
