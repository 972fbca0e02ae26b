"""A short form of the fault matrix (``make faults``): processes and servers are killed while alerts leave, and a receiver
counts what it takes. By real processes, on servers of their own."""

import json
import os
import subprocess
import sys

import pytest

from dvpp.stack.folders import PROJECT

ROWS = ("kill-three", "mail-drops", "postgres-restart")


@pytest.fixture(scope="module")
def tried(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    command = [sys.executable, "-m", "tests.faults", "--only", ",".join(ROWS), "--share", "0.03"]
    command += ["--folder", str(folder / "data"), "--json", str(folder / "faults.json")]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DVPP_", "DJANGO_", "PYTEST_"))}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    return done, json.loads((folder / "faults.json").read_text())


def test_whatever_is_killed_every_alert_arrives_once(tried):
    done, rows = tried
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert set(rows) == set(ROWS)
    for row in rows.values():
        assert row["delivered"] == row["due"] > 0, row
        assert row["doubled"] == row["lost"] == row["half"] == 0, row


def test_the_faults_were_made(tried):
    _, rows = tried
    assert all(row["faults"] > 0 for row in rows.values())
