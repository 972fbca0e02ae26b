"""PgBouncer in transaction mode before PostgreSQL, and the login that pages have there: it owns nothing."""

import os
import shutil
import time

from accounts.database_roles import APP, DATABASE_ROLES
from dvpp.stack.binaries import as_server_owner
from dvpp.stack.folders import server_owner
from tests.faults.processes import Process, free_port
from tests.faults.servers import superuser

LOGIN, WORD = "dvpp_web", "of-the-trial"
# What docs/operating.md tells an engineer to do, to the letter
MAKE = [
    f"create role {LOGIN} login noinherit password '{WORD}'",
    f"grant {APP}, {', '.join(DATABASE_ROLES)} to {LOGIN}",
    f"alter role {LOGIN} set role = '{APP}'",
    f"alter role {LOGIN} set statement_timeout = '20s'",
    f"alter role {LOGIN} set lock_timeout = '5s'",
    f"alter role {LOGIN} set idle_in_transaction_session_timeout = '2min'",
]
INI = """[databases]
dvpp = host={sockets} port=5432 dbname=dvpp
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 400
admin_users = {login}
ignore_startup_parameters = extra_float_digits
"""


def program():
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")


class Pooler(Process):
    """``size``: server processes for everybody, far fewer than the web processes' threads."""

    def __init__(self, place, *, login=LOGIN, word=WORD, size=4):
        self.port, self.login, self.word = free_port(), login, word
        folder = place.folders.root / f"pool-{login}"
        folder.mkdir(exist_ok=True)
        ini, users = folder / "pgbouncer.ini", folder / "users"
        users.write_text(f'"{login}" "{word}"\n')
        ini.write_text(
            INI.format(sockets=place.folders.sockets, port=self.port, users=users, size=size, login=login)
        )
        for path in (folder, ini, users):
            os.chown(path, *server_owner())
        reached = (ini, place.postgres.socket_path)
        super().__init__(place, f"pool-{login}", as_server_owner([program(), ini], reached))

    @property
    def address(self):
        return f"postgresql://{self.login}:{self.word}@127.0.0.1:{self.port}/dvpp"


def make_login(place):
    found, problem = superuser(place, f"select count(*) from pg_roles where rolname = '{LOGIN}'")
    if found == "0":
        _, problem = superuser(place, *MAKE)
    if problem:
        raise AssertionError(problem)


def asked(address, *statements, patience=10):
    """The last answer of the statements, each a transaction of its own, on one connection to ``address``."""
    from django.db import DatabaseError
    from django.db.backends.postgresql.base import DatabaseWrapper

    from dvpp.databases import through_a_pool

    end = time.monotonic() + patience
    while True:
        fresh = DatabaseWrapper(settings_of(through_a_pool(address)))
        try:
            with fresh.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                return cursor.fetchall()
        except DatabaseError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        finally:
            fresh.close()


def settings_of(address):
    """A whole description of a database, as Django wants it."""
    from django.db import connections

    return {**connections["default"].settings_dict, **address}
