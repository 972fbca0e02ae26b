"""Seals over the trail, made every minute. How they are checked: ``audit/verifying.py``."""

from datetime import timedelta

from django.db import connection
from django.db.models import Max

from accounts.acting import one_act

from . import chain
from .models import Entry, Seal

AT_ONCE = 5_000  # entries
# An entry of a transaction that took this long to end is sealed late; one that turns up later was put in by hand
LONGEST = timedelta(days=1)
ONE_AT_A_TIME = 0x7EA1  # the advisory lock's number


@one_act
def seal(*, at):
    """Seal what has been written since, at most ``AT_ONCE`` entries. The Seal, or None where nothing is to be sealed.

    Entries get their ids before their transaction ends, so that one may turn up among others that are sealed: it is
    sealed with the next. Two at once: the second does nothing.
    """
    if not _alone():
        return None
    rows = _rows([*_late(at), *_new()])
    if not rows:
        return None
    last = Seal.objects.order_by("-number").first()
    number, previous = (last.number + 1, last.hash) if last else (1, chain.NOTHING_BEFORE)
    return Seal.objects.create(
        number=number,
        at=at,
        first_id=rows[0][0],
        last_id=rows[-1][0],
        ranges=chain.as_ranges(row[0] for row in rows),
        entries=len(rows),
        previous=previous,
        hash=chain.hash_of(number, previous, rows),
    )


def _alone():
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        return cursor.fetchone()[0]


def _late(at):
    """Ids between those that were sealed within the time a transaction may take."""
    lowest = Seal.objects.filter(at__gt=at - LONGEST).order_by("number").first()
    seals = Seal.objects.filter(last_id__gte=lowest.first_id) if lowest else ()
    return ids_in(chain.between(run for each in seals for run in chain.of_ranges(each.ranges)))


def ids_in(gaps):
    """Ids of entries within ``gaps``, (first, last) both included; at most ``AT_ONCE``."""
    gaps = list(gaps)
    if not gaps:
        return []
    firsts, lasts = map(list, zip(*gaps, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "select entry.id from unnest(%s::bigint[], %s::bigint[]) gap (first, last)"
            " join audit_entry entry on entry.id between gap.first and gap.last order by entry.id limit %s",
            [firsts, lasts, AT_ONCE],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _new():
    after = Seal.objects.aggregate(last=Max("last_id"))["last"] or 0
    return Entry.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]


def _rows(ids):
    return list(Entry.objects.filter(pk__in=ids[:AT_ONCE]).order_by("pk").values_list(*chain.ROW))
