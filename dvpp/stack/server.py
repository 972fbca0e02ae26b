"""A server that is started, found again and stopped through its pid file.

Written for accidents: a server killed outright leaves a stale pid file, sockets and children that are still going.
Starting again waits for them instead of failing.
"""

import os
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

from .binaries import as_server_owner
from .folders import Folders, StackError

START_SECONDS = 60
STOP_SECONDS = 20
POLL_SECONDS = 0.02
RETRY_SECONDS = 0.4
GRACE_SECONDS = 15


class Server(ABC):
    """What PostgreSQL and Redis have in common."""

    name: str
    log_name: str
    program: str
    stop_signal = signal.SIGTERM

    def __init__(self, folders: Folders, durable: bool = True):
        self.folders = folders
        self.durable = durable
        self.process: subprocess.Popen | None = None

    @property
    @abstractmethod
    def pid_path(self) -> Path: ...

    @property
    @abstractmethod
    def socket_path(self) -> Path: ...

    @abstractmethod
    def command(self) -> list:
        """The command line that runs it in the foreground."""

    @abstractmethod
    def reached(self) -> tuple[Path, ...]:
        """Paths it has to get to, whoever it runs as."""

    @abstractmethod
    def ready(self) -> bool:
        """Whether it answers."""

    def start(self):
        """Return when it answers; does nothing when it already does."""
        deadline = time.monotonic() + START_SECONDS
        while not self.ready():
            if time.monotonic() > deadline:
                message = f"{self.name} did not start within {START_SECONDS} seconds."
                raise StackError(f"{message}\n{self._log_tail()}")
            if self.process is None or self.process.poll() is not None:
                self._launch()
            time.sleep(POLL_SECONDS)

    def _launch(self):
        if self.process:
            time.sleep(RETRY_SECONDS)  # children of a killed server are still leaving
        if self.pid() and self._comes_round():
            return
        self.stop()  # alive and yet not to be reached: its socket is gone
        self.forget()
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                as_server_owner(self.command(), self.reached()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=self.environment(),
                start_new_session=True,  # Ctrl-C is for us; we stop the servers in order
            )

    def _comes_round(self):
        """Whether a server that lives but does not answer only needs a moment, after a crash perhaps."""
        deadline = time.monotonic() + GRACE_SECONDS
        while self.socket_path.exists() and self.pid() and time.monotonic() < deadline:
            if self.ready():
                return True
            time.sleep(POLL_SECONDS)
        return False

    def stop(self):
        pid = self.pid() or self._own_pid()
        deadline = time.monotonic() + STOP_SECONDS
        if pid:
            _send(pid, self.stop_signal)
        while pid and _runs(pid, self.program):
            if time.monotonic() > deadline:
                _send(pid, signal.SIGQUIT)
                deadline += STOP_SECONDS
            time.sleep(POLL_SECONDS)
        if self.process:
            self.process.wait()
            self.process = None

    def let_go(self):
        """Somebody else uses it and will stop it."""
        if self.process:
            self.process.returncode = 0  # or Python would complain of a child left running
            self.process = None

    def _own_pid(self):
        return self.process.pid if self.process and self.process.poll() is None else None

    def pid(self):
        """The pid of the live server of this folder, or None: a pid file alone proves nothing."""
        if self.process:
            self.process.poll()
        try:
            pid = int(self.pid_path.read_text().split()[0])
        except (OSError, IndexError, ValueError):
            return None
        return pid if _runs(pid, self.program) else None

    def forget(self):
        """Remove what a server that is gone left behind and a new one would stumble over."""
        self.pid_path.unlink(missing_ok=True)

    @property
    def log_path(self):
        return self.folders.logs / f"{self.log_name}.log"

    @staticmethod
    def environment():
        kept = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
        return {"TZ": "UTC", **{key: os.environ[key] for key in kept if key in os.environ}}

    def _log_tail(self):
        with suppress(OSError):
            return "\n".join(self.log_path.read_text(errors="replace").splitlines()[-12:])
        return ""


def _send(pid, number):
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _runs(pid, program):
    """Whether ``pid`` is alive, no zombie, and the program we think it is."""
    if not Path("/proc/self/stat").exists():
        return _runs_by_ps(pid, program)
    try:
        head, _, tail = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except OSError:
        return False
    return tail.split()[0] not in "ZX" and head.partition("(")[2].startswith(program[:15])


def _runs_by_ps(pid, program):
    done = subprocess.run(["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True)
    state, _, command = done.stdout.strip().partition(" ")
    return bool(state) and not state.startswith("Z") and program in command
