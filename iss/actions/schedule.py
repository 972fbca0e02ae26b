"""When her measures are owed: on weeks of the calendar, whatever he does."""

from datetime import datetime

from django.utils.timezone import localtime

from accounts.acting import one_act
from iss.measures.windows import windows_of
from iss.models import PartnerFile
from outcomes.models import PROMISES, Stage
from timescales import clocks
from timescales.models import PromiseRule
from timescales.working_time import LONDON


@one_act
def owe_measures(file, *, start, at):
    """Her measures are owed on weeks of the calendar from ``start``, whatever he does then.

    ``start``: the day of his first session, or on which he would have started. Another one moves what is still owed;
    what was recorded stays as it was, and so does a file on which nothing is owed any more.
    """
    file = PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.measures_from == start:
        return
    PartnerFile.objects.filter(pk=file.pk).update(measures_from=start)
    file.measures_from = start
    hour = localtime(at).time()
    for stage, window in windows_of(file).items():
        _owe(file, PROMISES[Stage(stage)], datetime.combine(window.anchor, hour, tzinfo=LONDON), at=at)


def _owe(file, promise, anchor, *, at):
    if not file.deadlines.filter(promise=promise).exists():
        clocks.start(file.deadlines, promise, at=anchor)
        return
    for deadline in file.deadlines.running().filter(promise=promise):
        deadline.rule = PromiseRule.objects.in_force(promise, anchor)
        deadline.started_at, deadline.due_at = anchor, deadline.rule.due(anchor)
        deadline.remind_at = deadline.next_reminder(at) if deadline.missed_at is None else None
        deadline.save(update_fields=["rule", "started_at", "due_at", "remind_at"])
