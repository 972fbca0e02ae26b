"""Who uses the embedded servers, and who has to start and stop them.

Every command that uses them holds a shared lock for as long as it runs; the kernel lets go of it however the
command ends. Whoever leaves last stops the servers. Starting and stopping happen one at a time.
"""

import fcntl
import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import IO

from .folders import Folders, StackError
from .postgres import Postgres
from .redis import Redis

__all__ = ["Embedded", "StackError", "running", "say"]


def say(message):
    """To the person, never to standard output: that belongs to the command."""
    print(message, file=sys.stderr, flush=True)


class Embedded:
    """The servers of one data folder, as far as ``DATABASE_URL`` and ``REDIS_URL`` do not name others."""

    def __init__(self, folders, durable=True, environment=os.environ):
        self.folders = folders
        wanted = {"DATABASE_URL": Postgres, "REDIS_URL": Redis}
        self.servers = [
            server(folders, durable) for name, server in wanted.items() if not environment.get(name)
        ]
        self._users: IO[bytes] | None = None

    def enter(self):
        if not self.servers:
            return
        self.folders.prepare()
        with self._one_at_a_time():
            self._users = open(self.folders.root / "users.lock", "ab")  # noqa: SIM115 - held until leave()
            fcntl.flock(self._users, fcntl.LOCK_SH)
            try:
                for server in self.servers:
                    server.start()
            except BaseException:
                self._leave(self._users)
                self._users = None
                raise

    def leave(self):
        if self._users:
            with self._one_at_a_time():
                self._leave(self._users)
                self._users = None

    def _leave(self, users):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            for server in self.servers:  # somebody else is at work with them
                server.let_go()
        else:
            for server in reversed(self.servers):
                server.stop()
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            users.close()

    @contextmanager
    def _one_at_a_time(self):
        with open(self.folders.root / "servers.lock", "ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


@contextmanager
def running(folders=None, durable=True):
    """The embedded servers, for as long as the block lasts; also when a signal ends it."""
    servers = Embedded(folders or Folders.from_environment(), durable)
    with _terminated_like_interrupted():
        try:
            servers.enter()
            yield servers
        finally:
            servers.leave()


@contextmanager
def _terminated_like_interrupted():
    """Make SIGTERM and SIGHUP unwind the stack, so that whoever started servers stops them."""

    def end(number, _):
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
