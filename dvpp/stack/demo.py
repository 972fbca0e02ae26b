"""The whole site on one machine: servers, web, clock, worker and beat, together or not at all."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress

from . import assets, system
from .embedded import running, say
from .folders import PROJECT, Folders, StackError

ROLES = (
    "social-worker",
    "spoc",
    "facilitator",
    "manager",
    "iss-worker",
    "iss-manager",
    "opcc",
    "administrator",
    "dpo",
)
READY_SECONDS = 60
STOP_SECONDS = 15
PR_SET_PDEATHSIG = 1


def run(_arguments):
    # A shell that starts us in the background has Ctrl-C ignored; who sends the signal to us means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    port = _port()
    system.install(system.PDF, say)
    assets.build(say)
    folders = Folders.from_environment()
    folders.prepare()
    password = os.environ.get("DVPP_DEMO_PASSWORD") or folders.secret("demo-password", 12)
    environment = {
        **os.environ,
        "DVPP_DATA": str(folders.root),
        "PORT": str(port),
        "DVPP_DEMO": "1",
        "DVPP_DEMO_PASSWORD": password,
    }
    with running(folders) as embedded:
        _prepare(environment)
        processes = {}
        try:
            for name, command in _commands(port, folders).items():
                processes[name] = _start(command, environment, folders.logs / f"{name}.log")
            _wait_until_it_answers(port, processes, folders)
            _announce(port, password, folders)
            return _watch(processes, embedded, folders)
        finally:
            _stop(processes)


def _port():
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise StackError(f"PORT is {text!r}; it has to be a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as error:
            raise StackError(
                f"Port {text} cannot be used ({error.strerror}). Choose another: PORT=8080 make demo"
            ) from error
    return int(text)


def _prepare(environment):
    for command in (["migrate", "--verbosity", "0"], ["load_demo"]):
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=PROJECT, env=environment, stdout=sys.stderr
        )
        if done.returncode:
            raise StackError(f"manage.py {command[0]} failed; its message is above.")


def _commands(port, folders):
    python = sys.executable
    celery = [python, "-m", "celery", "-A", "dvpp.celery"]
    return {
        "web": [
            *(python, "-m", "gunicorn", "--config", "python:dvpp.serving", "dvpp.wsgi"),
            *("--bind", f"127.0.0.1:{port}", "--graceful-timeout", "5"),
            *("--log-level", "warning", "--no-control-socket"),
        ],
        # Sweeps and sends by the database alone, whatever becomes of Redis
        "clock": [python, "manage.py", "keep_time"],
        # Two at once: a mail does not wait until the sweep beside it has ended
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING", "--without-gossip"],
        "beat": [
            *celery,
            "beat",
            "--loglevel",
            "WARNING",
            "--pidfile",
            "",
            "-s",
            str(folders.root / "beat-schedule"),
        ],
    }


def _start(command, environment, log_path):
    with open(log_path, "ab") as log:
        return subprocess.Popen(
            command,
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C reaches us alone, and we stop them in order
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )


def _die_with_parent():
    """Even when this process is killed outright, nothing it started stays behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until_it_answers(port, processes, folders):
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        _raise_if_one_ended(processes, folders)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):  # nosec B310
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise StackError(f"The site did not answer within {READY_SECONDS} seconds.")


def _announce(port, password, folders):
    print(f"Ready: http://127.0.0.1:{port}")
    print(f"Sign in with one of these addresses and the password {password}")
    for role in ROLES:
        print(f"  {role}@demo.example")
    print(f"Logs are in {folders.logs}. Ctrl-C stops everything; the data stays.", flush=True)


def _watch(processes, embedded, folders):
    try:
        while True:
            _raise_if_one_ended(processes, folders)
            for server in embedded.servers:
                if not server.pid():
                    raise StackError(
                        f"{server.name} has ended; stopping everything. Its log: {server.log_path}"
                    )
            time.sleep(0.5)
    except KeyboardInterrupt:
        say("Stopping ...")
        return 0


def _raise_if_one_ended(processes, folders):
    for name, process in processes.items():
        if process.poll() is not None:
            log_path = folders.logs / f"{name}.log"
            tail = "\n".join(log_path.read_text(errors="replace").splitlines()[-8:])
            raise StackError(
                f"{tail}\nThe {name} process has ended; stopping everything. Its log is {log_path}"
            )


def _stop(processes):
    """Ask all at once, wait together, then insist: by process group, so that no child stays behind."""
    for process in processes.values():
        _signal_group(process, signal.SIGTERM, leader_only=True)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes.values():
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, deadline - time.monotonic()))
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _signal_group(process, number, leader_only=False):
    with suppress(ProcessLookupError):
        if leader_only:
            process.send_signal(number)
        else:
            os.killpg(process.pid, number)
