"""The trail: ten entries a case, under seals of ten. The floor is one read of all its rows; beside it, the searches."""

import random
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from django.db import connection

from audit import chain
from audit.models import Entry, Seal
from audit.verifying import verify
from monitoring.trail import search

from .copying import copy
from .measuring import alternate, once, ratio

NAME = "trail"
ENTRIES_A_CASE = 10
UNDER_A_SEAL = 10
LIMIT_SECONDS = 60
PEOPLE, PAGE = 200, 26
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
# How often each act is done, of a hundred
ACTS = {"seen": 70, "contact.logged": 15, "register.taken": 10, "referral.closed": 4, "refused": 1}
_READ = f"select {', '.join(chain.ROW)} from audit_entry order by id"


def fill(cases):
    copy(Entry, _entries(cases * ENTRIES_A_CASE))
    copy(Seal, _seals())
    with connection.cursor() as cursor:
        cursor.execute("analyze audit_entry, audit_seal")


def _entries(amount):
    draw = random.Random("trail")  # noqa: S311 - repeatable on purpose
    acts = draw.choices(list(ACTS), list(ACTS.values()), k=amount)
    for number, act in enumerate(acts):
        values = {
            "at": BEGAN + timedelta(seconds=6 * number),
            "act": act,
            "actor_id": draw.randrange(1, PEOPLE + 1),
            "actor_role": "facilitator",
            "about_model": "referrals.referral",
            "about_id": number // ENTRIES_A_CASE + 1,
            "reference": f"MT-{number // ENTRIES_A_CASE:08}",
            "details": {"page": "overview"} if act == "seen" else {"channel": "phone", "two_way": True},
        }
        yield values | {"mark": chain.new_mark(**values)}


def _seals():
    rows = Entry.objects.order_by("pk").values_list(*chain.ROW).iterator(chunk_size=20_000)
    number, previous = 0, chain.NOTHING_BEFORE
    while run := list(islice(rows, UNDER_A_SEAL)):
        number += 1
        sealed = {
            "number": number,
            "at": run[-1][2],
            "first_id": run[0][0],
            "last_id": run[-1][0],
            "ranges": chain.as_ranges(row[0] for row in run),
            "entries": len(run),
            "previous": previous,
            "hash": chain.hash_of(number, previous, run),
        }
        previous = sealed["hash"]
        yield sealed


def measure(cases):
    found = []
    whole = once(lambda: found.extend(verify()) or 1)
    floor = once(_read_all)
    day = date(2024, 1, 20)
    searches = alternate(
        {
            "latest": lambda: _page(),
            "of a case": lambda: _page(reference=f"MT-{cases // 2:08}"),
            "of an act": lambda: _page(act="closed"),
            "of a rare act on a day": lambda: _page(act="refused", first_day=day, last_day=day),
            "of nothing there is": lambda: _page(reference="MT-NOTHING"),
        }
    )
    seconds = whole.wall_ms / 1000
    return {
        "what": f"{cases * ENTRIES_A_CASE} entries under seals of {UNDER_A_SEAL}",
        "wrong": found,
        "verify_seconds": round(seconds, 1),
        "limit_seconds": LIMIT_SECONDS,
        "within_limit": not found and seconds <= LIMIT_SECONDS,
        "floor": asdict(floor),
        "ours": asdict(whole),
        "ratio": ratio(whole, floor),
        "searches": {name: asdict(cost) for name, cost in searches.items()},
    }


def _read_all():
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        while cursor.fetchmany(20_000):
            continue
    return 1


def _page(**asked):
    list(search(Entry.objects.all(), **asked).order_by("-at", "-pk")[:PAGE])
    return 1
