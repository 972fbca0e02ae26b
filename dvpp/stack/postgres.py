"""The embedded PostgreSQL: a cluster, the role that owns the database, and the database."""

import os
import shutil
import signal
import subprocess

from .binaries import as_server_owner, postgres_program
from .folders import StackError, server_owner, write_private
from .server import Server

# The password comes as a variable, so that it is quoted by psql and stands in no list of processes.
MAKE_DATABASE = r"""
select 'create role dvpp_owner login createdb createrole'
    where not exists (select from pg_roles where rolname = 'dvpp_owner') \gexec
alter role dvpp_owner password :'password';
select 'create database dvpp owner dvpp_owner'
    where not exists (select from pg_database where datname = 'dvpp') \gexec
"""


class Postgres(Server):
    name = "PostgreSQL"
    log_name = program = "postgres"
    stop_signal = signal.SIGINT  # "fast": sessions are ended, work is kept

    @property
    def pid_path(self):
        return self.folders.postgres / "postmaster.pid"

    @property
    def marker(self):
        """Written last: without it, a cluster was interrupted in the making."""
        return self.folders.postgres / "dvpp-ready"

    def start(self):
        if not self.marker.exists() and not self.pid():
            self._make_cluster()
        super().start()
        if not self.marker.exists():
            self._make_database()

    @property
    def socket_path(self):
        return self.folders.sockets / ".s.PGSQL.5432"

    def reached(self):
        return self.folders.postgres / "any", self.socket_path

    def command(self):
        options = {
            "listen_addresses": "",
            "unix_socket_directories": self.folders.sockets,
            "unix_socket_permissions": "0700",
            "max_connections": 100,
            "shared_buffers": "128MB",
            # A log line must not quote the row it is about
            "log_min_error_statement": "panic",
            "log_parameter_max_length_on_error": 0,
            "log_error_verbosity": "terse",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            # Tests undo what they write: without this their tables swell and the planner is misled
            options |= {"autovacuum_naptime": "5s"}
        settings = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        return [postgres_program("postgres"), "-D", self.folders.postgres, *settings]

    def ready(self):
        probe = [postgres_program("pg_isready"), "-q", "-h", self.folders.sockets]
        return subprocess.run(probe, env=self.environment()).returncode == 0

    def forget(self):
        """A number in a pid file may belong to somebody else by now; PostgreSQL would take it for its own.

        The shared memory still tells it when children of the old server are going: it then refuses, and we wait.
        """
        super().forget()
        for path in (self.socket_path, self.socket_path.with_name(".s.PGSQL.5432.lock")):
            path.unlink(missing_ok=True)

    def _make_cluster(self):
        for entry in self.folders.postgres.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        command = [
            *(
                postgres_program("initdb"),
                "-D",
                self.folders.postgres,
                "-U",
                "postgres",
                "--pwfile=/dev/stdin",
            ),
            *("--auth-local=scram-sha-256", "--auth-host=reject", "--encoding=UTF8", "--no-instructions"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            *(() if self.durable else ("--no-sync",)),
        ]
        done = subprocess.run(
            as_server_owner(command, self.reached()),
            input=self.folders.secret("superuser-password") + "\n",
            text=True,
            capture_output=True,
            cwd="/",
            env=self.environment(),
        )
        if done.returncode:
            raise StackError(f"PostgreSQL's data folder could not be made.\n{done.stdout}{done.stderr}")

    def _make_database(self):
        """The login role owns the database and migrates; the superuser is not used after this."""
        password = self.folders.secret("owner-password")
        done = subprocess.run(
            [
                *(postgres_program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"),
                *("-U", "postgres", "-d", "postgres"),
            ],
            input=f"\\set password '{password}'\n{MAKE_DATABASE}",
            text=True,
            capture_output=True,
            env={
                **self.environment(),
                "PGHOST": str(self.folders.sockets),
                "PGPASSWORD": self.folders.secret("superuser-password"),
            },
        )
        if done.returncode:
            raise StackError(f"The database could not be made.\n{done.stderr}")
        passfile = self.folders.secrets / "owner.pgpass"
        passfile.unlink(missing_ok=True)
        write_private(passfile, f"*:*:*:dvpp_owner:{password}")
        self.marker.touch()
        os.chown(self.marker, *server_owner())
