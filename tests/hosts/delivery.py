"""How many mails a second leave for a receiver on this machine, and when the last of a thousand due is out."""

import time

from tests.faults.clocks import Clocks

from .load import used

PATIENCE = 300


def rows(place, *, mails=1000):
    return {f"{number} clocks": _row(place, number, mails) for number in (1, 2, 4)}


def _row(place, clocks, mails):
    place.clear()
    place.receiver.reset()
    told = people_told(place)
    with Clocks(clocks) as running:
        _has_ticked(place)
        due = place.patiently(lambda: place.make_due(-(-mails // told)))
        before = _spent(place, running)
        found = _until_out(place, due, len(due) * told)
        after = _spent(place, running)
    found["processor_ms_a_mail"] = {
        who: round(1000 * (after[who] - before[who]) / found["mails"], 2) for who in before
    }
    return found | counted(place, due)


def _spent(place, running):
    """Seconds of processor so far; of the receiver with the trial around it, which looks twenty times a second."""
    return {
        "clocks": sum(used(process.pid) for process in running.running),
        "database": used(place.postgres.pid()),
        "receiver": time.process_time(),
    }


def people_told(place):
    """How many one broken promise is told to: tried with one."""
    from django.utils import timezone

    from alerts.models import Notice
    from monitoring.actions import sweep

    with place.as_system():
        [pk] = place.make_due(1)
        sweep(at=timezone.now())
        told = Notice.objects.filter(alert__key=f"missed:referrals.deadline:{pk}").count()
        place._quiet()
    return told


def _has_ticked(place, patience=PATIENCE):
    """Wait for the end of a round, so that the next that comes is one that is seen to begin."""
    from timescales import heartbeat

    def beat():
        return place.patiently(lambda: heartbeat.last(heartbeat.SWEEP))

    before, end = beat(), time.monotonic() + patience
    while (last := beat()) is None or (before and last.at == before.at):
        if time.monotonic() > end:
            raise AssertionError("no clock has swept")
        time.sleep(0.2)


def _until_out(place, due, mails):
    from django.utils import timezone

    taken, first, last, end = 0, None, None, time.monotonic() + PATIENCE
    while taken < mails and time.monotonic() < end:
        time.sleep(0.05)
        now = sum(place.receiver.taken.values())
        if now > taken:
            last = timezone.now()
            first, taken = first or last, now
    tick = place.patiently(lambda: _tick(due))
    return {
        "mails": taken,
        "a_second": round(taken / max((last - first).total_seconds(), 0.001), 1) if last else 0,
        "last_out_after_tick_s": round((last - tick).total_seconds(), 1) if last and tick else None,
    }


def _tick(due):
    """When the round began that told of the first of them."""
    from django.db.models import Min

    from referrals.models import Deadline

    return Deadline.objects.filter(pk__in=due).aggregate(at=Min("missed_at"))["at"]


def counted(place, due):
    """Each promise told once to each, each mail taken once."""
    from alerts.channels import message_id, reference
    from alerts.models import Alert, Notice

    with place.as_system():
        alerts = Alert.objects.filter(key__in=[f"missed:referrals.deadline:{pk}" for pk in due])
        notices = list(Notice.objects.filter(alert__in=alerts).select_related("alert"))
    taken = [place.receiver.taken[message_id(reference(notice))] for notice in notices]
    return {
        "promises": len(due),
        "untold": len(due) - len({notice.alert_id for notice in notices}),
        "lost": sum(not times for times in taken),
        "doubled": sum(times - 1 for times in taken if times > 1),
    }
