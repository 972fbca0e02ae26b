"""An older commit beside this one, both on one database of their own."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from dvpp.stack.binaries import postgres_program
from dvpp.stack.embedded import Embedded
from dvpp.stack.folders import PROJECT, Folders

HERE = Path(__file__).resolve().parent
# Every row as its columns of the older schema are: what a migration adds is not compared, what it changes is found
COLUMNS = """
select format(
    'select %L, count(*), md5(coalesce(string_agg(marked, '','' order by marked), '''')) from (select md5(row(%s)::text) as marked from %I) as rows;',
    c.table_name, string_agg(format('%I', column_name), ', ' order by ordinal_position), c.table_name
)
from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and is_generated = 'NEVER'
group by c.table_name order by c.table_name
"""


class Site:
    def __init__(self, root, commit):
        self.root, self.commit = Path(root), commit
        self.older = self.root / "older"
        self.folders = Folders(self.root / "data")

    @contextmanager
    def running(self):
        """The older code checked out, and empty servers."""
        self._git("worktree", "add", "--detach", str(self.older), self.commit)
        servers = Embedded(self.folders, durable=False, environment={})
        servers.enter()
        try:
            yield self
        finally:
            servers.leave()
            self._git("worktree", "remove", "--force", str(self.older))

    def manage(self, *command, older):
        known = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "DVPP_DB_ROLE", "DVPP_ASKS"}
        environment = {name: value for name, value in os.environ.items() if name not in known}
        environment |= {"DVPP_DATA": str(self.folders.root), "DVPP_SECOND_FACTOR": "0"}
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=self.older if older else PROJECT,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{command[:2]}: {done.stderr[-6000:]}"
        return done.stdout

    def script(self, name, *, older):
        return self.manage("shell", "--no-imports", "-c", (HERE / name).read_text(), older=older)

    def questions(self):
        """One for each table: how many rows, and the mark of all of them."""
        return self.asked(COLUMNS)

    def rows(self, questions):
        """{table: (number of rows, mark)}"""
        lines = (line.split("|") for line in self.asked("\n".join(questions)))
        return {table: (int(number), mark) for table, number, mark in lines}

    def asked(self, sql):
        done = subprocess.run(
            [postgres_program("psql"), "-XqtA", "-v", "ON_ERROR_STOP=1", "-d", "dvpp"],
            input=f"set timezone to 'UTC'; set row_security to off;\n{sql}",
            capture_output=True,
            text=True,
            env={
                "PGHOST": str(self.folders.sockets),
                "PGUSER": "dvpp_owner",
                "PGPASSFILE": str(self.folders.secrets / "owner.pgpass"),
            },
        )
        assert done.returncode == 0, done.stderr
        return [line for line in done.stdout.splitlines() if line]

    def connect(self):
        """As the owner; somebody has to close it."""
        passfile = self.folders.secrets / "owner.pgpass"
        return psycopg2.connect(
            host=str(self.folders.sockets), dbname="dvpp", user="dvpp_owner", passfile=str(passfile)
        )

    def _git(self, *command):
        subprocess.run(["git", *command], cwd=PROJECT, check=True, capture_output=True, text=True)
