"""The rows: how each fault is made, how often, and how many promises fall due meanwhile; ten people are told of each."""

from functools import partial

from . import moods, servers, times, web
from .celery import redis_and_worker, two_beats
from .fire import kill, nothing, stop_past_the_lease, under_fire
from .points import at_every_point

SHORT_LEASE = {"DELIVERY_LEASE": times.timedelta(seconds=1.5)}
# Shown beside the sum: what a mail server that cannot be asked costs
APART = {"nobody-to-ask"}


def fire(name, strike, faults, promises, **options):
    return lambda arena, size: under_fire(
        arena, name, strike(arena), faults=size(faults) if faults else 0, promises=size(promises), **options
    )


def mood(name, promises, settings=None, **moods_of_it):
    return lambda arena, size: moods.mood(
        arena, name, moods_of_it, promises=size(promises), **(settings or {})
    )


def small_disk(arena, size):
    with servers.on_a_small_disk(arena, arena.folders.root / "small") as folder:
        strike = servers.fill_the_disk(folder)
        note = "tables of alerts and promises on a tmpfs of 48 MB"
        return under_fire(
            arena, "disk full", strike, faults=size(20), promises=size(150), clocks=2, note=note
        )


def migrations(arena, size):
    columns = iter(range(10_000))

    def strike(_running):
        name = f"tried_{next(columns)}"
        servers.superuser(
            arena,
            f"begin; alter table alerts_notice add column {name} timestamptz; "
            f"create index {name} on alerts_notice ({name}) where {name} is not null; commit",
            f"begin; alter table alerts_notice drop column {name}; commit",
        )

    note = "a column and its index added to the table of notices, and taken away"
    return under_fire(
        arena, "migration while mails leave", strike, faults=size(20), promises=size(150), clocks=3, note=note
    )


def point(how, times_each, promises, **options):
    return lambda arena, size: at_every_point(
        arena, times=size(times_each), promises=promises, how=how, **options
    )


def one(act):
    return lambda _arena: act


ROWS = {
    "three-clocks": fire("three clocks at once, no fault", one(nothing), 0, 500, clocks=3),
    "kill-one": fire("kill -9 at random, one clock", one(kill), 60, 150, clocks=1),
    "kill-three": fire("kill -9 at random, three clocks", one(kill), 140, 350, clocks=3),
    "kill-points": point("kill", 20, 2),
    "stop": fire(
        "stopped past the lease, then on", one(stop_past_the_lease(1.5)), 50, 200, clocks=3, **SHORT_LEASE
    ),
    "stop-points": point("stop", 10, 2, points=("before_send", "sent"), lease=1.5),
    "postgres-restart": fire(
        "PostgreSQL ends at once, starts again", servers.restart_postgres, 50, 300, clocks=3
    ),
    "postgres-sessions": fire(
        "every session ended", servers.end_every_session, 200, 400, clocks=3, pause=0.15
    ),
    "postgres-connections": fire(
        "no connection to be had for 2 s", servers.out_of_connections, 10, 150, clocks=2
    ),
    "disk": small_disk,
    "mail-drops": mood("mail: 5 percent of replies dropped, 10 percent errors", 500, drops=0.05, errors=0.1),
    "mail-slow": mood("mail server slow", 100, slow=0.2),
    "mail-gone": lambda arena, size: moods.refuses(arena, times=size(20), promises=size(150)),
    "mail-address": lambda arena, size: moods.one_bad_address(arena, promises=size(60)),
    "notify": mood(
        "Notify: 429, 500, 5 percent dropped", 400, moods.BY_NOTIFY, busy=0.1, errors=0.1, drops=0.05
    ),
    "notify-hangs": mood("Notify hangs", 100, moods.BY_NOTIFY, hangs=0.005),
    "redis-killed": partial(redis_and_worker, "Redis killed", servers.kill_redis, 20, 200),
    "redis-flushed": partial(redis_and_worker, "Redis flushed", servers.flush_redis, 20, 200),
    "redis-full": partial(redis_and_worker, "Redis full", None, 1, 150, around=servers.full_redis),
    "redis-away": partial(redis_and_worker, "Redis away", None, 1, 150, around=servers.no_redis),
    "beats": lambda arena, size: two_beats(arena, kills=size(10), promises=size(250)),
    "hour-away": lambda arena, size: times.an_hour_away(arena, promises=size(300)),
    "clock-steps": lambda arena, size: times.clock_steps(arena, steps=size(40), promises=size(200)),
    "nights": lambda arena, size: times.nights(arena, promises=size(24)),
    "migration": migrations,
    "web-killed": lambda arena, size: web.killed_mid_save(arena, kills=size(100), referrals=size(400)),
    "twice": lambda arena, size: web.the_same_twice_at_once(arena, times=size(50)),
    "in-earnest": lambda arena, size: times.as_in_earnest(arena, promises=size(100)),
    "nobody-to-ask": lambda arena, size: moods.nobody_to_ask(arena, promises=size(100)),
}
