"""PostgreSQL's own programs, connected as Django is. Passwords go through the environment, never on a command line."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from typing import IO, cast

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from dvpp.stack.binaries import postgres_program
from dvpp.stack.folders import StackError

from .refusing import CannotKeep

BLOCK = 1024 * 1024
# A restore is the only one who writes meanwhile, and takes as long as it takes
ALONE = "-c default_transaction_read_only=off -c statement_timeout=0 -c lock_timeout=0"


def program(name: str) -> str:
    """Of the Python package, as it is locked; otherwise whatever the machine has."""
    try:
        path = postgres_program(name)
    except StackError:
        path = None
    found = str(path) if path and path.exists() else shutil.which(name)
    if not found:
        raise CannotKeep(f"{name} is not installed. Run make setup, or install PostgreSQL's client programs.")
    return found


def _started(name: str, options: Iterable[str], **pipes) -> subprocess.Popen:
    """Settings of Django's connection as options and environment, by Django's own hand."""
    arguments, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *place, database = arguments[1:]
    command = [program(name), "--no-password", *place, *options, f"--dbname={database}"]
    inherited = {**os.environ, "PGOPTIONS": ALONE, **(environment or {})}
    return subprocess.Popen(command, env=inherited, **pipes)


@contextmanager
def _heard(name: str):
    """A place for what the program complains of; said where it fails."""
    with tempfile.TemporaryFile() as complaints:

        def ended(process: subprocess.Popen) -> None:
            if process.wait():
                complaints.seek(0)
                words = complaints.read().decode(errors="replace").strip()[-2000:]
                raise CannotKeep(f"{name} ended with {process.returncode}.\n{words}")

        yield complaints, ended


def dump(snapshot: str, write: Callable[[bytes], object]) -> None:
    """The database as ``snapshot`` has it, in PostgreSQL's custom format."""
    options = ("--format=custom", f"--snapshot={snapshot}", "--lock-wait-timeout=60000")
    with _heard("pg_dump") as (complaints, ended):
        process = _started("pg_dump", options, stdout=subprocess.PIPE, stderr=complaints)
        with cast(IO[bytes], process.stdout) as said, _killed_otherwise(process):
            while block := said.read(BLOCK):
                write(block)
        ended(process)


def fill(pieces: Iterable[bytes]) -> None:
    """Into the empty database, in one transaction: all of it or nothing."""
    options = ("--single-transaction", "--exit-on-error")
    with _heard("pg_restore") as (complaints, ended):
        process = _started(
            "pg_restore", options, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints
        )
        # Broken where it ended before: its own words say why
        with suppress(BrokenPipeError), cast(IO[bytes], process.stdin) as heard, _killed_otherwise(process):
            for piece in pieces:
                heard.write(piece)
        ended(process)


@contextmanager
def _killed_otherwise(process: subprocess.Popen):
    """Before it could take the end of what it hears for the end of the backup."""
    try:
        yield
    except BrokenPipeError:
        raise
    except BaseException:
        process.kill()
        process.wait()
        raise
