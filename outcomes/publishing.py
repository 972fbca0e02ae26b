"""A new version of an instrument: words change, questions are left out or added; ids are kept, and so are old answers."""

import re
from datetime import timedelta

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record

from .instruments import Item
from .models import InstrumentVersion


def next_version(version, *, words, left_out=(), added=()):
    """The items of a new version: ``words`` is {id: words}, ``left_out`` ids, ``added`` mappings without an id."""
    kept = [
        row | {"words": words.get(row["id"], row["words"])}
        for row in version.items
        if row["id"] not in left_out
    ]
    first = _highest(version.code) + 1
    new = [Item(id=f"{version.code}{first + place}", **one).as_row() for place, one in enumerate(added)]
    return kept + new


def _highest(code):
    """An id that was ever used is never used for something else."""
    rows = InstrumentVersion.objects.filter(code=code).values_list("items", flat=True)
    numbers = (re.match(rf"{code}(\d+)", item["id"]) for items in rows for item in items)
    return max((int(found[1]) for found in numbers if found), default=0)


def differences(before, items):
    """What a new version does, in sentences."""
    now = {row["id"]: row["words"] for row in items}
    then = {row["id"]: row["words"] for row in before.items}
    yield from (
        f"{key} is asked as “{now[key]}” instead of “{words}”"
        for key, words in then.items()
        if key in now and now[key] != words
    )
    yield from (f"{key} is not asked any more: “{words}”" for key, words in then.items() if key not in now)
    yield from (f"{key} is new: “{words}”" for key, words in now.items() if key not in then)


@one_act
def publish(version, *, items, valid_from, by, at):
    """The version that follows ``version``, in force from the day ``valid_from``. What is in force is never edited."""
    last = InstrumentVersion.objects.select_for_update().filter(code=version.code).latest("number")
    if last.pk != version.pk:
        raise Refused(f"Version {last.number} follows already. Withdraw it first, or start from it.")
    if valid_from <= localtime(at).date():
        raise Refused("A version begins in the future only: choose a later day.")
    if valid_from <= last.valid_from:
        raise Refused("A version begins after the one before it.")
    if not items:
        raise Refused("Keep at least one question.")
    if not list(differences(last, items)):
        raise Refused("Nothing is different from the version before.")
    InstrumentVersion.objects.filter(pk=last.pk).update(valid_to=valid_from - timedelta(days=1))
    new = InstrumentVersion.objects.create(
        code=last.code,
        number=last.number + 1,
        valid_from=valid_from,
        items=items,
        published_at=at,
        published_by=by,
    )
    record("instrument.published", new, by=by, at=at, code=new.code, number=new.number)
    return new


@one_act
def withdraw(version, *, by, at):
    """Take back a version that has not begun; the one before it goes on."""
    if version.valid_from <= localtime(at).date():
        raise Refused("This version is in force: it stays. Publish another for the future instead.")
    record("instrument.withdrawn", version, by=by, at=at, code=version.code, number=version.number)
    before = InstrumentVersion.objects.filter(code=version.code, number=version.number - 1)
    version.delete()
    before.update(valid_to=None)
