"""The line of the unit that serves pages, restarted on the socket that systemd would keep open: nobody is refused."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from .test_ways_to_run import started

ROOT = Path(settings.BASE_DIR)
FIRST_FREE = 3  # where systemd hands sockets over


def serve(listening, log):
    words = started("dvpp-web.service").split()
    assert words[0] == "gunicorn"
    command = f'LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" -m {" ".join(words)}'
    ours = connection.settings_dict
    address = f"postgresql://{ours['USER']}@/{ours['NAME']}?host={ours['HOST']}"
    here = os.environ | {"DVPP_DATA": str(settings.DATA.root), "DATABASE_URL": address}
    here["PGPASSFILE"] = str(settings.DATA.secrets / "owner.pgpass")
    for name in ("DJANGO_ALLOW_ASYNC_UNSAFE", "DJANGO_SETTINGS_MODULE", "DVPP_DB_ROLE"):
        here.pop(name, None)

    def hand_over():
        os.dup2(listening.fileno(), FIRST_FREE, inheritable=True)

    return subprocess.Popen(
        ["sh", "-c", command, sys.executable],
        cwd=ROOT,
        env=here,
        stdout=log,
        stderr=log,
        close_fds=False,
        preexec_fn=hand_over,
    )


@pytest.mark.django_db
def test_who_asks_while_new_code_starts_waits_and_is_answered(tmp_path):
    answers, stop = [], threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening, open(tmp_path / "log", "w+b") as log:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/healthz"

        def ask():
            while not stop.is_set():
                with urllib.request.urlopen(address, timeout=120) as answer:
                    answers.append(answer.status)
                time.sleep(0.05)

        def answered(times):
            until = time.monotonic() + 120
            while len(answers) < times:
                assert asking.is_alive(), Path(log.name).read_text()
                assert site.poll() is None, Path(log.name).read_text()
                assert time.monotonic() < until, Path(log.name).read_text()
                time.sleep(0.05)

        site, asking = serve(listening, log), threading.Thread(target=ask)
        asking.start()
        try:
            answered(5)
            first, before = site.pid, len(answers)
            site.send_signal(signal.SIGTERM)
            assert site.wait(60) == 0
            site = serve(listening, log)
            answered(before + 5)
        finally:
            stop.set()
            asking.join(130)
            site.terminate()
            site.wait(60)
    assert site.pid != first
    assert set(answers) == {200}
