"""A database of another server as this worker's tests have it: copied, since migrating it anew takes a minute."""

import subprocess

from django.db import connection

from accounts.database_roles import MAKE
from dvpp.stack.binaries import postgres_program
from dvpp.stack.folders import Folders

MAKE_ROLES = f"create role dvpp_app nologin; grant dvpp_app to dvpp_owner; {MAKE}"


def copy_to(folders):
    """Fill the empty database of the running servers of ``folders`` with the tests' own, as it stands now."""
    dump = _program(Folders.from_environment(), "pg_dump", connection.settings_dict["NAME"])
    _program(
        folders, "psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-d", "dvpp", said=f"{MAKE_ROLES};\n{dump}"
    )


def _program(folders, name, *arguments, said=None):
    done = subprocess.run(
        [postgres_program(name), *arguments],
        input=said,
        capture_output=True,
        text=True,
        env={
            "PGHOST": str(folders.sockets),
            "PGUSER": "dvpp_owner",
            "PGPASSFILE": str(folders.secrets / "owner.pgpass"),
        },
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
