"""Promises that are due: who is reminded and who is told of a miss, many at once, and one by one where that fails."""

from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Q

from accounts.identity import SYSTEM, acting_as
from accounts.once import asked_once
from accounts.plainly import Among, lead_on
from alerts.actions import raise_alert
from alerts.kinds import Kind
from alerts.many import Telling, raise_alerts
from audit.trail import record, record_many
from outbox.failures import alone
from outbox.points import reach

# As many as are worked on well within the time for which somebody who keeps one of them may have to wait
AT_ONCE = 1000


class Room(NamedTuple):
    """The clocks of a room, and who owes and who is told there.

    ``related``: keys that lead on from its files. ``read``: all that is read of a file that holds much besides.
    """

    clocks: Any
    owners: Any
    related: tuple
    read: tuple = ()


def chase_all(room, *, at):
    """Every promise of a room that is broken. How many were told."""
    return _in_batches(room.clocks.objects.overdue(at), "due_at", chase_together, chase, room, at=at)


def remind_all(room, *, at):
    """Every promise of a room that is due soon. How many were reminded of."""
    return _in_batches(room.clocks.objects.to_remind(at), "remind_at", remind_together, remind, room, at=at)


def _in_batches(due, moment, together, one, room, *, at):
    """A batch in which anything goes wrong is done again one by one: a bad row stops nobody but itself."""
    done, failed = 0, f"A batch could not be swept: {due.model._meta.label}"
    for keys in _keys(due, moment):
        rows = _with_files(due.filter(Among(F("pk"), keys)), room)
        told = alone(together, rows, room, at=at, failed=failed)
        done += sum(_alone(one, row, room.owners, at=at) for row in rows) if told is False else told
    return done


def _with_files(rows, room):
    files = {path.partition("__")[0] for path in room.related}
    own = [field.name for field in room.clocks._meta.concrete_fields]
    read = [f"{file}__{name}" for file in files for name in room.read]
    rows = rows.select_related(*files)
    return rows.only(*own, *read) if read else rows


def _keys(due, moment):
    """Those of ``due`` in the order of a ``moment`` that is indexed, one batch after the other.

    A batch at a time is read off the index. For all at once the database reads every promise there ever was, since it
    thinks that many are due; so the cost would grow with them.
    """
    after = Q()
    while batch := list(due.filter(after).order_by(moment, "pk").values_list(moment, "pk")[:AT_ONCE]):
        yield [pk for _, pk in batch]
        if len(batch) < AT_ONCE:
            return
        last, its_pk = batch[-1]
        after = Q(**{f"{moment}__gte": last}) & (Q(**{f"{moment}__gt": last}) | Q(pk__gt=its_pk))


def _alone(act, deadline, owners, *, at):
    failed = f"A promise could not be swept: {deadline._meta.label_lower} {deadline.pk}"
    return alone(act, deadline, owners, at=at, failed=failed)


def chase_together(rows, room, *, at):
    """As ``chase`` for all of ``rows`` in one transaction."""
    with _claimed(rows, room) as claimed:
        broken = [deadline for deadline in claimed if room.owners.is_owed(deadline)]
        keys = {deadline.pk for deadline in broken}
        _stop(room.clocks, [deadline.pk for deadline in claimed if deadline.pk not in keys], at=at)
        _set_missed(room.clocks, list(keys), at=at)
        reach("breach_claimed", times=len(broken))
        tellings = [_missed(deadline, room.owners, at=at) for deadline in broken]
        told = raise_alerts(Kind.PROMISE_MISSED, tellings, at=at)
        said = {promise: {"promise": promise} for promise in {each.promise for each in broken}}
        record_many("promise.missed", [(each.file, said[each.promise]) for each in broken], at=at)
        reach("breach_told", times=len(broken))
    reach("breach_kept", times=len(broken))
    return told


def remind_together(rows, room, *, at):
    """As ``remind`` for all of ``rows`` in one transaction."""
    with _claimed(rows, room) as claimed:
        _set_next(room.clocks, [(each.pk, each.next_reminder(at)) for each in claimed])
        owed = [deadline for deadline in claimed if room.owners.is_owed(deadline)]
        tellings = [_reminded(deadline, room.owners, at=at) for deadline in owed]
        return raise_alerts(Kind.PROMISE_REMINDER, tellings, at=at)


@contextmanager
def _claimed(rows, room):
    """One transaction in which they are ours. What somebody else holds is passed over until the next pass.

    Each rule, team and person is read once for all that share it; what is asked about one of the files is asked about
    all of them.
    """
    with acting_as(SYSTEM):
        claimed = list(rows.select_for_update(skip_locked=True, of=("self",)))
        lead_on(claimed, "rule", *room.related)
        with asked_once(about=[deadline.file for deadline in claimed]):
            yield claimed


def chase(deadline, owners, *, at):
    """A promise is broken: the owner's team and manager are told once. True for the one caller who told them."""
    with acting_as(SYSTEM):
        if not owners.is_owed(deadline):
            _stop(type(deadline), [deadline.pk], at=at)
            return False
        if not deadline.claim_missed(at):
            return False
        reach("breach_claimed")
        told = _tell(Kind.PROMISE_MISSED, _missed(deadline, owners, at=at), at=at)
        record("promise.missed", deadline.file, by=None, at=at, promise=deadline.promise)
        reach("breach_told")
    reach("breach_kept")
    return told


def remind(deadline, owners, *, at):
    """A promise is due soon: its owner is reminded. True for the one caller who reminded."""
    with acting_as(SYSTEM):
        if not deadline.claim_reminder(at) or not owners.is_owed(deadline):
            return False
        return _tell(Kind.PROMISE_REMINDER, _reminded(deadline, owners, at=at), at=at)


def _missed(deadline, owners, *, at):
    return _telling(deadline, owners.told_of_a_miss(deadline), "missed", at=at)


def _reminded(deadline, owners, *, at):
    return _telling(deadline, owners.owners(deadline), f"reminder:{deadline.remind_at.isoformat()}", at=at)


def _telling(deadline, to, key, *, at):
    words = f"{deadline.promised}: {deadline.words(at)}."
    return Telling(deadline.file, to, words, f"{key}:{deadline._meta.label_lower}:{deadline.pk}")


def _tell(kind, telling, *, at):
    alert = raise_alert(
        kind, about=telling.about, to=telling.to, because=telling.because, key=telling.key, at=at
    )
    return alert is not None


def _stop(clocks, keys, *, at):
    """Nothing is owed: nobody is told, and nobody asks again."""
    if keys:
        clocks.objects.overdue(at).filter(pk__in=keys).update(stopped_at=at)


def _set_missed(clocks, keys, *, at):
    table = connection.ops.quote_name(clocks._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {table} set missed_at = %s, remind_at = null where id = any(%s::bigint[])",  # noqa: S608 - the name of a table
            [at, keys],
        )


def _set_next(clocks, moments):
    table = connection.ops.quote_name(clocks._meta.db_table)
    if moments:
        with connection.cursor() as cursor:
            cursor.execute(
                f"update {table} set remind_at = next.moment"  # noqa: S608 - the name of a table
                f" from unnest(%s::bigint[], %s::timestamptz[]) as next (id, moment) where {table}.id = next.id",
                list(map(list, zip(*moments, strict=True))),
            )
