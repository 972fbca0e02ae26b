"""The whole site as a new user starts it: servers, web, worker and beat, on a folder and a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from email import message_from_bytes
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "browser-tests-only"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """A running site. ``stop()`` ends everything it started."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("DVPP_", "DJANGO_", "PYTEST_"))},
            "DVPP_DATA": str(self.folder),
            "DVPP_DEMO_PASSWORD": PASSWORD,
            "PORT": str(self.port),
        }
        self.log = open(self.folder.parent / "site.log", "wb")  # noqa: SIM115 - open as long as the site
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "dvpp.stack", "demo"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=self.log,
        )
        self._wait()

    def _wait(self):
        for line in self.process.stdout:
            if line.startswith(b"Ready:"):
                return
        raise AssertionError("The site did not start:\n" + Path(self.log.name).read_text()[-3000:])

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.process.stdout.close()
        self.log.close()

    def restart_the_web(self):
        """Every process that answers requests ends, and another takes its place."""
        master = next(pid for pid in _children(self.process.pid) if b"gunicorn" in _command(pid))
        before = set(_children(master))
        os.kill(master, signal.SIGHUP)
        until = time.monotonic() + 60
        while before & set(_children(master)) or not _children(master):
            assert time.monotonic() < until, "The site did not start again."
            time.sleep(0.1)

    def run(self, python, *, owner=False):
        """Run a few lines in the site's own shell: for arranging what a browser cannot, such as time going by."""
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", python],
            cwd=ROOT,
            env={**self.environment, **({"DVPP_DB_ROLE": "owner"} if owner else {})},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def let_time_pass(self, days):
        """Everything that has happened or is planned moves ``days`` into the past: to the site, days have gone by."""
        self.run(f"from tests.browser.clock import let_time_pass; let_time_pass({days})", owner=True)

    def let_the_next_session_pass(self, group):
        """Days go by until the next planned session of the group has begun."""
        self.run(
            f"from tests.browser.clock import let_the_next_session_pass as go; go({group!r})", owner=True
        )

    def short_programme(self):
        """The name of a programme of three sessions, which no real one has: a walk to its end stays short."""
        return self.run("from tests.browser.clock import short_programme; print(short_programme())").strip()

    def refer_somebody_again(self):
        """A second referral of a man whom the demonstration has referred already."""
        self.run("from tests.browser.clock import refer_somebody_again; refer_somebody_again()")

    def wait_until_all_is_sent(self):
        """The worker has nothing left to do."""
        self.run("from tests.browser.clock import wait_until_all_is_sent; wait_until_all_is_sent()")

    def mails(self):
        """Every mail in the mail folder, oldest first."""
        paths = sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [mail for path in paths for mail in _split(path.read_bytes())]

    def mails_to(self, address):
        return [mail for mail in self.mails() if mail["To"] == address]


def _children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _command(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _split(content):
    """Django writes the mails of one connection into one file, with a line of dashes after each."""
    parts = content.split(b"\n" + b"-" * 79 + b"\n")
    return [message_from_bytes(part) for part in parts if part.strip()]
