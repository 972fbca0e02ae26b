"""Rows of the receiver's moods: a mail server and a GOV.UK Notify that are slow, busy, cut off, or not there."""

import time

from .arena import NOTIFY_KEY
from .clocks import Clocks
from .counting import Row, count
from .fire import nothing, settled, under_fire
from .receiver import Mood

BY_NOTIFY = {
    "NOTIFY_API_KEY": NOTIFY_KEY,
    "NOTIFY_EMAIL_TEMPLATE": "b0a7a7a0-0000-4000-8000-000000000001",
}


def mood(arena, name, moods, *, promises, clocks=3, **settings):
    """The faults of the row are those that the receiver made."""
    row = under_fire(
        arena, name, nothing, faults=0, promises=promises, clocks=clocks, mood=Mood(**moods), **settings
    )
    row.faults = sum(arena.receiver.faults.values()) or int("slow" in moods)
    row.note += ", ".join(f"{what} {number}" for what, number in arena.receiver.faults.items() if number)
    return row


def refuses(arena, *, times, promises):
    def strike(_running):
        arena.receiver.refuse()
        time.sleep(1.5)
        arena.receiver.listen()

    return under_fire(arena, "mail server gone, back", strike, faults=times, promises=promises, clocks=2)


def one_bad_address(arena, *, promises):
    """The others' mails do not wait for it; it becomes a dead letter."""
    from alerts.models import Notice

    bad = "more_0@test.example"
    row, started = Row("one address does not exist"), time.monotonic()
    arena.receiver.reset(Mood(unknown={bad}))
    due = arena.make_due(promises)
    with Clocks(2) as running:
        settled(arena, running)
    row.faults, row.seconds = sum(arena.receiver.faults.values()), round(time.monotonic() - started, 1)
    with arena.as_system():
        dead = Notice.objects.undelivered().filter(person__email=bad).count()
    row.note = f"{dead} dead letters"
    return count(arena, row, due, but=bad)


def nobody_to_ask(arena, *, promises):
    """A mail server without a log that could be asked: what the wire carries twice has the same Message-ID."""
    row = mood(
        arena,
        "5 percent of replies dropped, no log to ask",
        {"drops": 0.05},
        promises=promises,
        MAIL_LOG_URL="",
    )
    row.note += f"; {row.doubled} doubles on the wire, each with the Message-ID of the first"
    return row
