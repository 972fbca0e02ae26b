"""Rows in which the servers beneath are struck: PostgreSQL and Redis, killed, starved, full, or away."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress

from dvpp.stack.binaries import postgres_program

FILL = "create table filling (t text); alter table filling alter t set storage plain;"


def restart_postgres(arena):
    """At once and without asking: as a crash of the server."""

    def strike(_running):
        pid = arena.postgres.pid()
        arena.disconnect()
        if pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)
            while arena.postgres.pid():
                time.sleep(0.02)
        if arena.postgres.process:
            arena.postgres.process.wait()
        arena.postgres.start()

    return strike


def superuser(arena, *statements):
    done = subprocess.run(
        [postgres_program("psql"), "-X", "-q", "-At", "-U", "postgres", "-d", "dvpp"],
        input=";\n".join(statements) + ";\n",
        text=True,
        capture_output=True,
        env={
            **os.environ,
            "PGHOST": str(arena.folders.sockets),
            "PGPASSWORD": arena.folders.secret("superuser-password"),
        },
    )
    return done.stdout.strip(), done.stderr.strip()


TERMINATE = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dvpp_owner' and pid <> pg_backend_pid()"


def end_every_session(arena):
    def strike(_running):
        superuser(arena, TERMINATE)

    return strike


def out_of_connections(arena, seconds=2.0):
    """Nobody but a superuser can connect, and every session there is ends."""

    def strike(_running):
        superuser(arena, "alter role dvpp_owner connection limit 0", TERMINATE)
        time.sleep(seconds)
        superuser(arena, "alter role dvpp_owner connection limit -1")

    return strike


@contextmanager
def on_a_small_disk(arena, folder, megabytes=48):
    """The tables of alerts and their indexes lie on a disk of their own, a tmpfs (needs root)."""
    from dvpp.stack.folders import server_owner

    user, group = server_owner()
    folder.mkdir(exist_ok=True)
    options = f"size={megabytes}m,uid={user},gid={group},mode=700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    place = folder / "space"
    place.mkdir()
    os.chown(place, user, group)
    try:
        superuser(arena, f"create tablespace small location '{place}'")
        superuser(arena, *(f"alter table {name} set tablespace small" for name in _MOVED))
        superuser(arena, "grant create on tablespace small to public")
        yield folder
    finally:
        superuser(arena, *(f"alter table {name} set tablespace pg_default" for name in _MOVED))
        superuser(arena, "drop tablespace small")
        subprocess.run(["umount", "-l", str(folder)], check=True)


_MOVED = ("alerts_notice", "alerts_alert", "referrals_deadline")


def fill_the_disk(folder, seconds=1.5):
    """Something else takes what is left of it for a while."""

    def strike(_running):
        filler = folder / "filler"
        with open(filler, "wb") as file, suppress(OSError):
            while True:
                file.write(b"\0" * 65536)
                file.flush()
        time.sleep(seconds)
        filler.unlink()

    return strike


def redis(arena, *words):
    import socket

    said = f"*{len(words)}\r\n" + "".join(f"${len(word)}\r\n{word}\r\n" for word in words)
    with socket.socket(socket.AF_UNIX) as connection, suppress(OSError):
        connection.settimeout(2)
        connection.connect(str(arena.redis.socket_path))
        connection.sendall(said.encode())
        return connection.recv(4096)


def kill_redis(arena):
    def strike(_running):
        pid = arena.redis.pid()
        if pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            while arena.redis.pid():
                time.sleep(0.02)
        if arena.redis.process:
            arena.redis.process.wait()
        time.sleep(0.5)
        arena.redis.start()

    return strike


def flush_redis(arena):
    def strike(_running):
        redis(arena, "FLUSHALL")

    return strike


@contextmanager
def full_redis(arena):
    redis(arena, "CONFIG", "SET", "maxmemory", "1")
    try:
        yield
    finally:
        redis(arena, "CONFIG", "SET", "maxmemory", "256mb")


@contextmanager
def no_redis(arena):
    arena.redis.stop()
    try:
        yield
    finally:
        arena.redis.start()
