"""python -m tests.peers: another case system, filled, beside a bare view. JSON, and a table.

django-helpdesk is installed from its package into an environment of its own. Request Tracker is taken as Debian installs it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dvpp.stack.binaries import postgres_program
from dvpp.stack.embedded import Embedded
from dvpp.stack.folders import Folders

HERE = Path(__file__).resolve().parent
DEBIANS = Path("/usr/share/request-tracker5/libexec/rt-server")


def main(given=None):
    parser = argparse.ArgumentParser(prog="python -m tests.peers", description=__doc__)
    parser.add_argument("peer", nargs="?", choices=list(PEERS), default="helpdesk")
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--json", help="build/peers.json, or build/request-tracker.json")
    parser.add_argument(
        "--folder", default="", help="of the environment and the server; kept for the next run"
    )
    arguments = parser.parse_args(given)
    with tempfile.TemporaryDirectory(prefix="dvpp-peers-") as scratch:
        found = run(PEERS[arguments.peer], Path(arguments.folder or scratch).absolute(), arguments.tickets)
    written = Path(arguments.json or f"build/{PEERS[arguments.peer].written}")
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_text(json.dumps(found, indent=1))
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    sys.stderr.write(table(found))
    return 0


@dataclass(frozen=True)
class Peer:
    """``program``: what fills and measures it; ``interpreter``: of the environment that it runs in, made in a folder."""

    program: str
    interpreter: Callable[[Path], Path]
    written: str


def run(peer, folder, tickets):
    python = peer.interpreter(folder / "environment")
    with database(folder / "data", f"{Path(peer.program).stem}_{tickets}") as where:
        done = subprocess.run(
            [python, HERE / peer.program, str(tickets)], env={**os.environ, **where}, stdout=subprocess.PIPE
        )
    if done.returncode:
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


def environment(folder):
    """The interpreter of an environment of its own: what is measured is never installed beside the product."""
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        locked = ["--require-hashes", "-r", HERE / "helpdesk.lock"]
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *locked], check=True
        )
        (folder / "ready").touch()
    return python


def ours(folder):
    """This interpreter, which only asks: what is measured is installed by the machine's own packages."""
    if not DEBIANS.exists():
        raise SystemExit(
            "Request Tracker is not installed. On Debian 12: apt-get install --no-install-recommends request-tracker5 "
            "rt5-db-postgresql"
        )
    return Path(sys.executable)


PEERS = {
    "helpdesk": Peer("tickets.py", environment, "peers.json"),
    "request-tracker": Peer("tracker.py", ours, "request-tracker.json"),
}


@contextmanager
def database(folder, name):
    """An empty database on a server of its own, or the one of the last run. As variables for the process that uses it."""
    folders = Folders(folder)
    server = Embedded(folders, durable=False, environment={"REDIS_URL": "none is needed"})
    server.enter()
    try:
        secret = folders.secret("superuser-password")
        asked = [postgres_program("psql"), "-qAth", folders.sockets, "-U", "postgres", "-c"]
        variables = {**os.environ, "PGPASSWORD": secret}
        there = f"select 1 from pg_database where datname = '{name}'"
        if not subprocess.run(
            [*asked, there], env=variables, stdout=subprocess.PIPE, check=True
        ).stdout.strip():
            subprocess.run([*asked, f"create database {name}"], env=variables, check=True)
        place = {"HOST": str(folders.sockets), "NAME": name, "USER": "postgres", "PASSWORD": secret}
        yield {f"PEER_DB_{part}": value for part, value in place.items()}
    finally:
        server.leave()


def table(found):
    rows = ["| page | kilobytes | ratio of processor time to the floor |", "|---|---|---|"]
    for name, page in found["pages"].items():
        rows.append(f"| {name} | {page['kilobytes']} | {page['ratio']['cpu']:.1f} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
