"""Seals over the trail: made every minute, and checked."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import Count, Max

from . import chain
from .models import Entry, Seal

AT_ONCE = 5_000  # entries
# An entry of a transaction that took this long to end is sealed late; one that turns up later was put in by hand
LONGEST = timedelta(days=1)
ONE_AT_A_TIME = 0x7EA1  # the advisory lock's number


@transaction.atomic
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
    return _ids_in(chain.between(run for each in seals for run in chain.of_ranges(each.ranges)))


def _ids_in(gaps):
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


def verify(*, head="") -> Iterator[str]:
    """What is wrong with the trail, in words; nothing where all is well.

    ``head``: "number:hash" of a seal that was kept elsewhere. Without it whoever holds the key, or cuts off the end of
    the chain, is not found.
    """
    previous, number, sealed = chain.NOTHING_BEFORE, 0, []
    for each in Seal.objects.order_by("number").iterator(chunk_size=200):
        number += 1
        if each.number != number or each.previous != previous:
            yield f"Seal {each.number} does not follow on the one before it."
            number = each.number
        yield from _wrong_in(each)
        sealed += chain.of_ranges(each.ranges)
        previous = each.hash
        if head == f"{each.number}:{each.hash}":
            head = ""
    if head:
        yield f"The seal {head.partition(':')[0]} that was kept elsewhere is not in the trail."
    yield from _not_sealed(sealed)


def _wrong_in(each):
    runs = chain.of_ranges(each.ranges)
    within = Entry.objects.filter(pk__range=(each.first_id, each.last_id)).order_by("pk")
    mine = {pk for first, last in runs for pk in range(first, last + 1)}
    rows = [row for row in within.values_list(*chain.ROW) if row[0] in mine]
    if len(rows) == each.entries and chain.hash_of(each.number, each.previous, rows) == each.hash:
        return
    found = False
    for pk in sorted(mine - {row[0] for row in rows}):
        found = True
        yield f"Entry {pk} was removed."
    for row in rows:
        if row[1] and not chain.is_whole(row):
            found = True
            yield f"Entry {row[0]} was altered."
    if not found:
        yield f"The entries under seal {each.number} are not those that were sealed, or not in their order."


def _not_sealed(sealed):
    """Entries that no seal covers: those not sealed yet must carry a mark of their own; others were put in."""
    runs = sorted(sealed)
    if any(first <= last_before for (_, last_before), (first, _) in pairwise(runs)):
        yield "An entry stands under two seals."
    newest = Seal.objects.order_by("-number").first()
    end = max((last for _, last in runs), default=0)
    gaps = list(chain.between(runs)) + ([(1, runs[0][0] - 1)] if runs and runs[0][0] > 1 else [])
    for row in Entry.objects.filter(pk__in=_ids_in(gaps)).order_by("pk").values_list(*chain.ROW):
        if not chain.is_whole(row) or row[2] < newest.at - LONGEST:
            yield f"Entry {row[0]} was put in afterwards."
    # Entries of a time before there were seals have no mark until the first seal covers them
    waiting = Entry.objects.filter(pk__gt=end).order_by("pk").values_list(*chain.ROW)
    for row in waiting.iterator(chunk_size=2000):
        if newest and not chain.is_whole(row):
            yield f"Entry {row[0]} was altered, or not written by this product."
    twice = Entry.objects.exclude(mark="").values("mark").annotate(times=Count("pk")).filter(times__gt=1)
    for pk in Entry.objects.filter(mark__in=twice.values("mark")).order_by("pk").values_list("pk", flat=True):
        yield f"Entry {pk} or another is a copy."
