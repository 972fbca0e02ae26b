"""Celery's worker and beat, and the site itself, as they run in earnest."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from dvpp.stack.folders import PROJECT

CELERY = [sys.executable, "-m", "celery", "-A", "dvpp.celery"]


class Process:
    def __init__(self, arena, name, command):
        self.name, self.command = name, command
        self.log = open(arena.folders.logs / f"{name}.log", "ab")  # noqa: SIM115 - as long as the process
        self.start()

    def start(self):
        self.running = subprocess.Popen(
            self.command,
            cwd=PROJECT,
            env=dict(os.environ),
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def kill(self):
        with suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
        self.log.close()


def worker(arena):
    command = [
        *CELERY,
        "worker",
        "--concurrency",
        "2",
        "--loglevel",
        "ERROR",
        "--without-gossip",
        "--without-mingle",
    ]
    return Process(arena, "worker", command)


def beat(arena, number):
    place = arena.folders.root / f"beat-schedule-{number}"
    command = [*CELERY, "beat", "--loglevel", "ERROR", "--pidfile", "", "-s", str(place)]
    return Process(arena, f"beat-{number}", command)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site(Process):
    """gunicorn with two workers, which can be killed one by one."""

    def __init__(self, arena):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "gunicorn", "--config", "python:dvpp.serving", "dvpp.wsgi"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical", "--no-control-socket"]
        super().__init__(arena, "web", command)

    def workers(self):
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.running.pid)], capture_output=True, text=True
        )
        return [int(pid) for pid in listed.stdout.split()]

    def kill_a_worker(self):
        workers = self.workers()
        if workers:
            with suppress(ProcessLookupError):
                os.kill(random.choice(workers), signal.SIGKILL)
        return bool(workers)

    def answers(self, seconds=60):
        import requests

        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(requests.RequestException):
                if requests.get(f"{self.url}/healthz", timeout=5).status_code == 200:
                    return True
            time.sleep(0.2)
        return False
