"""The trail checked: every entry under its seal, every seal on the one before, every day's head in the chain.

Read in runs of many seals at once and in one direction: a million entries take less than a minute (docs/security.md).
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.db import connection
from django.db.models import Count

from . import chain
from .models import Entry, Head, Seal
from .seals import LONGEST, ids_in

READ_AT_ONCE = 20_000  # entries
_ROWS = (
    f"select {', '.join(f'entry.{name}' for name in chain.ROW)}"  # noqa: S608 - names of columns
    " from unnest(%s::bigint[], %s::bigint[]) run (first, last)"
    " join audit_entry entry on entry.id between run.first and run.last"
)


def verify(*, heads: Iterable[str] = ()) -> Iterator[str]:
    """What is wrong with the trail, in words; nothing where all is well.

    ``heads``: "number:hash" of seals that were kept elsewhere. Without one whoever holds the key, or cuts off the end
    of the chain, is not found.
    """
    previous, number, sealed, hashes = chain.NOTHING_BEFORE, 0, [], {}
    for seals in _batches():
        rows = _rows_of(seals)
        for each, runs in seals:
            number += 1
            if each.number != number or each.previous != previous:
                yield f"Seal {each.number} does not follow on the one before it."
                number = each.number
            yield from _wrong_in(each, runs, rows)
            sealed += runs
            previous = hashes[each.number] = each.hash
    yield from _heads_missing(hashes, heads)
    yield from _not_sealed(sealed)


def _batches():
    """The seals in order with the runs of ids they cover, some ``READ_AT_ONCE`` entries at a time."""
    batch, entries = [], 0
    for each in Seal.objects.order_by("number").iterator(chunk_size=2000):
        runs = _runs(each)
        batch.append((each, runs))
        entries += each.entries if runs else 0
        if entries >= READ_AT_ONCE:
            yield batch
            batch, entries = [], 0
    if batch:
        yield batch


def _runs(each):
    """Nothing where the seal does not say as many ids as it has entries: it has been written over."""
    try:
        runs = chain.of_ranges(each.ranges)
    except ValueError:
        return []
    return runs if sum(last - first + 1 for first, last in runs) == each.entries else []


def _rows_of(seals):
    """{id: row as ``chain.ROW``} of all entries that the seals cover."""
    runs = [run for _, each in seals for run in each]
    if not runs:
        return {}
    firsts, lasts = map(list, zip(*runs, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [firsts, lasts])
        return {row[0]: chain.as_read(row) for row in cursor.fetchall()}


def _wrong_in(each, runs, rows):
    ids = [pk for first, last in runs for pk in range(first, last + 1)]
    found = [rows[pk] for pk in ids if pk in rows]
    whole = runs and len(found) == each.entries
    if whole and chain.hash_of(each.number, each.previous, found) == each.hash:
        return
    said = [f"Entry {pk} was removed." for pk in ids if pk not in rows]
    said += [f"Entry {row[0]} was altered." for row in found if row[1] and not chain.is_whole(row)]
    yield from said or [
        f"The entries under seal {each.number} are not those that were sealed, or not in their order."
    ]


def _heads_missing(hashes, heads):
    for head in heads:
        number, _, said = head.partition(":")
        if not number.isdigit() or hashes.get(int(number)) != said:
            yield f"The seal {number} that was kept elsewhere is not in the trail."
    for head in Head.objects.order_by("day"):
        if hashes.get(head.number) != head.hash:
            yield f"The head of {head.day:%-d %B %Y} is not in the trail."


def _not_sealed(sealed):
    """Entries that no seal covers: those not sealed yet must carry a mark of their own; others were put in."""
    runs = sorted(sealed)
    if any(first <= last_before for (_, last_before), (first, _) in pairwise(runs)):
        yield "An entry stands under two seals."
    newest = Seal.objects.order_by("-number").first()
    end = max((last for _, last in runs), default=0)
    gaps = list(chain.between(runs)) + ([(1, runs[0][0] - 1)] if runs and runs[0][0] > 1 else [])
    for row in Entry.objects.filter(pk__in=ids_in(gaps)).order_by("pk").values_list(*chain.ROW):
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
