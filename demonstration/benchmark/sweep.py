"""The sweep: broken promises found and told. The floor is one statement that claims the same rows and tells the same people."""

from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction

from accounts.loaded import load_and_set_aside
from monitoring.actions import sweep
from monitoring.clockwork import sweep_now

from .measuring import alternate, ratio
from .scratch import moment

NAME = "sweep"
REGION = True
LIMIT, IDLE_MS = 2, 5
AN_HOUR = 120
DUE = (1_000, 10_000)
PROMISES = ("joint_discussion", "initial_measures", "midway_measures", "end_measures", "csc_review")
TABLES = ("referrals_deadline", "iss_deadline", "programme_deadline", "joint_deadline")
SOMEDAY = """
    insert into referrals_deadline (promise, rule_id, started_at, due_at, excused_because, referral_id)
    select promise, (select min(id) from timescales_promiserule p where p.promise = wanted.promise), now(), now() + interval '1 year', '', r.id
    from referrals_referral r, unnest(%s) as wanted (promise)
    where not exists (select from referrals_deadline d where d.referral_id = r.id and d.promise = wanted.promise)
"""
# What an earlier run in a kept region found broken
AGAIN = """
    update referrals_deadline set missed_at = null, due_at = now() + interval '1 year'
    where promise = 'csc_review' and kept_at is null and stopped_at is null and excused_at is null
"""
BULK = """
    with broken as (
        update referrals_deadline set missed_at = %(at)s, remind_at = null
        where kept_at is null and stopped_at is null and excused_at is null and paused_at is null
            and missed_at is null and due_at <= %(at)s
        returning id, promise, referral_id
    ),
    told as (
        insert into alerts_alert (kind, key, about_model, about_id, because, at)
        select 'promise_missed', 'missed:referrals.deadline:' || id, 'referrals.referral', referral_id, promise, %(at)s
        from broken returning id, about_id
    ),
    trail as (
        insert into audit_entry (at, act, actor_role, about_model, about_id, reference, details, mark)
        select %(at)s, 'promise.missed', '', 'referrals.referral', r.id, r.reference, '{}', repeat('0', 48)
        from broken join referrals_referral r on r.id = broken.referral_id
    )
    insert into alerts_notice
        (alert_id, person_id, reference, path, must_acknowledge, mail_due_at, attempts, last_error)
    select told.id, u.id, r.reference, '/referrals/' || r.id || '/', false, %(at)s, 0, ''
    from told
    join referrals_referral r on r.id = told.about_id
    join accounts_user u on u.role = 'manager' or u.id = r.holder_id
"""


def fill(cases):
    """Five promises of each case run, all due in a year; those that were broken before have been told."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"update {table} set missed_at = due_at where missed_at is null and due_at <= now()"
                " and kept_at is null and stopped_at is null and excused_at is null"
            )
        cursor.execute(SOMEDAY, [list(PROMISES)])
        cursor.execute(AGAIN)
        cursor.execute("analyze referrals_deadline")


def measure(cases):
    """Everything else that is due is told first, so that an idle pass is one. All of it in a process like the clock's.

    What the clock does at a tick, its ticks of an hour with each round in its turn, and every round at once.
    """
    load_and_set_aside()
    sweep(at=moment())
    at = moment()
    _tick(at)
    idle = {
        "idle tick": lambda: _ticks(at, 1),
        "idle tick, mean of an hour": lambda: _ticks(at, AN_HOUR),
        "every round at once": lambda: _sweep(at),
    }
    costs = alternate({"floor": lambda: _bulk(at), **idle}, rounds=7)
    found = {name: _said({"floor": costs["floor"], "ours": costs[name]}) for name in idle}
    found["idle tick"] |= {"limit_ms": IDLE_MS, "within_limit": costs["idle tick"].cpu_ms <= IDLE_MS}
    for due in DUE:
        if due * 2 <= cases:
            found |= _busy(due, at=at)
    return found


def _busy(due, *, at):
    """Each of ``due`` promises found broken; as many run until next year again afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update referrals_deadline set due_at = %s where id in (select d.id from referrals_deadline d"
            " join referrals_referral r on r.id = d.referral_id where d.promise = 'csc_review' and d.kept_at is null"
            " and d.due_at > %s and r.holder_id is not null order by d.id desc limit %s)",
            [at + timedelta(minutes=1), at, due],
        )
        found = cursor.rowcount
    later = at + timedelta(minutes=2)
    costs = alternate(
        {"floor": lambda: _bulk(later) and found, "ours": lambda: _pass(later) and found}, rounds=7
    )
    with connection.cursor() as cursor:
        cursor.execute(AGAIN)
    within = ratio(costs["ours"], costs["floor"])["cpu"] <= LIMIT
    return {f"each of {found} due": _said(costs) | {"limit": LIMIT, "within_limit": within}}


def _said(costs):
    return {
        "floor": asdict(costs["floor"]),
        "ours": asdict(costs["ours"]),
        "ratio": ratio(costs["ours"], costs["floor"]),
    }


def _bulk(at):
    return _undone(lambda: _execute(at))


def _execute(at):
    with connection.cursor() as cursor:
        cursor.execute(BULK, {"at": at})


def _ticks(at, number):
    _undone(lambda: [_tick(at + settings.SWEEP_EVERY * (1 + each)) for each in range(number)])
    return number


def _tick(at):
    """The whole of it: heartbeat, lock and all."""
    if not sweep_now(now=lambda: at):
        raise AssertionError("somebody else sweeps this region")


def _pass(at):
    """Of the clock, in which promises are due."""
    return _undone(lambda: _tick(at))


def _sweep(at):
    return _undone(lambda: sweep(at=at))


def _undone(act):
    """Everything is as it was afterwards, so that the next round finds the same."""
    with transaction.atomic():
        act()
        transaction.set_rollback(True)
    return 1
