"""A streaming replica as pg_basebackup makes it, of the server of a place."""

import os
import re
import shutil
import signal
import subprocess
import time
from types import SimpleNamespace

from dvpp.stack.binaries import as_server_owner, postgres_program
from dvpp.stack.folders import Folders
from tests.faults.arena import CrashSafe
from tests.faults.servers import superuser

from .pooler import LOGIN, WORD


class Replica(CrashSafe):
    def __init__(self, place):
        super().__init__(Folders(place.folders.root / "replica"))
        self.followed = place

    def __enter__(self):
        self._make()
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def _make(self):
        shutil.rmtree(self.folders.root, ignore_errors=True)
        self.folders.prepare()
        secret = self.followed.folders.secrets / "superuser-password"
        shutil.copy2(secret, self.folders.secrets / secret.name)
        command = [postgres_program("pg_basebackup"), "-h", self.followed.folders.sockets, "-U", "postgres"]
        command += ["-D", self.folders.postgres, "-R", "-X", "stream", "-c", "fast", "--no-sync"]
        word = {"PGPASSWORD": secret.read_text().strip()}
        reached = (*self.reached(), self.followed.postgres.socket_path)
        owned = as_server_owner(command, reached)
        subprocess.run(owned, env=self.environment() | word, cwd="/", check=True)

    def ask(self, *statements):
        return said(SimpleNamespace(folders=self.folders), *statements)

    def hold_up(self):
        self.ask("select pg_wal_replay_pause()")

    def let_go_on(self):
        self.ask("select pg_wal_replay_resume()")

    def cut_off(self):
        """From the server that it follows; gives what joins it again."""
        before = self.ask("show primary_conninfo").replace("'", "''")
        self.ask("alter system set primary_conninfo = ''", "select pg_reload_conf()")
        return lambda: self.ask(f"alter system set primary_conninfo = '{before}'", "select pg_reload_conf()")

    def kill(self):
        os.kill(self.pid(), signal.SIGKILL)
        while self.pid():
            time.sleep(0.02)
        self.process.wait()

    @property
    def address(self):
        return f"postgresql://{LOGIN}:{WORD}@/dvpp?host={self.folders.sockets}"


def said(place, *statements):
    """The last line that the server answers its superuser."""
    found, problem = superuser(place, *statements)
    if problem:
        raise AssertionError(problem)
    return found.splitlines()[-1] if found else ""


LOOKED = (
    "select sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0)) from pg_stat_user_tables where relname = '{}'"
)


def looked_at(ask, table="referrals_referral"):
    """How often a table has been looked through on that server, once its processes have told."""
    time.sleep(2)
    return int(re.sub(r"\D", "", ask(LOOKED.format(table))) or 0)
