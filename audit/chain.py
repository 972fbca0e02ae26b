"""The trail as a chain: each entry carries a mark from the moment it is written, and is sealed in order soon after.

A mark is a keyed hash of the entry: whoever changes a row in the database without the key cannot make one. A seal is a
keyed hash of a run of entries and of the seal before it: with the latest one in hand, kept somewhere else, nothing that
was sealed can be altered, removed, put in or put in another order unseen. Pure: rows in, words out.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from operator import itemgetter
from secrets import token_hex
from typing import Any

from django.conf import settings

# What of an entry is signed, in this order; the key of the row and its mark come before, when a run is sealed
SIGNED = ("at", "act", "actor_id", "actor_role", "about_model", "about_id", "reference", "details")
ROW = ("id", "mark", *SIGNED)
OF_EACH = SIGNED[-3:]
_NOT_YET = "null,null,null]"
ONCE = 16  # characters: no two marks are alike, so that a row that was copied shows
_signed = itemgetter(*SIGNED)
NOTHING_BEFORE = "0" * 64
_AS_TEXT = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def new_mark(**values: Any) -> str:
    """The mark of an entry with these ``values`` (every name of ``SIGNED``)."""
    return _mark(token_hex(ONCE // 2), _signed(values))


def new_marks(shared: dict[str, Any], each: Sequence[tuple[int, str, dict]]) -> list[str]:
    """As ``new_mark`` for entries that differ in (about_id, reference, details): what is ``shared`` is written once."""
    before = _text(_signed(shared | dict.fromkeys(OF_EACH)))[: -len(_NOT_YET)]
    once, key, texts = token_hex(ONCE // 2 * len(each)), _key(), {}
    marks = []
    for number, (about_id, reference, details) in enumerate(each):
        # Many say the very same: one dictionary is put into words once
        said = texts.get(id(details)) or texts.setdefault(id(details), _AS_TEXT(details))
        own = once[number * ONCE : (number + 1) * ONCE]
        marks.append(own + _keyed(key, f"{own}{before}{about_id},{_AS_TEXT(reference)},{said}]"))
    return marks


def is_whole(row: Sequence[Any]) -> bool:
    """Whether the mark of a row (``ROW``) is that of what it says."""
    return hmac.compare_digest(row[1], _mark(row[1][:ONCE], row[2:]))


def as_read(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row (``ROW``) as a cursor gives it, whose details are still text, as the models give it."""
    return (*row[:-1], json.loads(row[-1]))


def hash_of(number: int, previous: str, rows: Iterable[Sequence[Any]]) -> str:
    """The hash of the seal ``number`` over rows (``ROW``) in the order of their ids, after the hash ``previous``."""
    running = hmac.new(_key(), f"seal {number} after {previous}".encode(), sha256)
    for row in rows:
        running.update(f"\n{row[0]} {row[1]} {_text(row[2:])}".encode())
    return running.hexdigest()


def as_ranges(ids: Iterable[int]) -> str:
    """Ids that rise, as text: 1-4,6,8-9."""
    runs: list[list[int]] = []
    for each in ids:
        if runs and each == runs[-1][1] + 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def of_ranges(text: str) -> list[tuple[int, int]]:
    """The same read back: (first, last), both included."""
    parts = [part.partition("-") for part in text.split(",") if part]
    return [(int(first), int(last or first)) for first, _, last in parts]


def between(runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What lies between runs, whatever their order and overlap: (first, last), both included."""
    end = None
    for first, last in sorted(runs):
        if end is not None and first > end + 1:
            yield end + 1, first - 1
        end = last if end is None else max(end, last)


def _mark(once: str, values: Sequence[Any]) -> str:
    return once + _keyed(_key(), once + _text(values))


def _keyed(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()[:32]


def _text(values: Sequence[Any]) -> str:
    moment, *rest = values
    return _AS_TEXT([moment.timestamp(), *rest])


def _key() -> bytes:
    return str(settings.TRAIL_KEY).encode()
