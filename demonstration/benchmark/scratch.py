"""A database of its own on the same server, made for a benchmark and dropped after it."""

from contextlib import contextmanager

from django.db import connection

from accounts.database_roles import SERVICE

NAME = "dvpp_benchmark"


@contextmanager
def scratch(name=NAME, *, keep=False):
    """The default connection leads to a migrated database, as its owner, who may fill it in bulk.

    Empty and dropped afterwards; with ``keep`` as it was left, and left again.
    """
    real, options = connection.settings_dict["NAME"], connection.settings_dict["OPTIONS"]
    role = options.pop("assume_role", None)
    connection.close()
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=keep)
    try:
        yield
    finally:
        connection.close()
        connection.creation.destroy_test_db(real, verbosity=0, keepdb=keep)
        if role:
            options["assume_role"] = role


def moment():
    """Now by the database's clock: what it has just been filled with is of before."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cursor.fetchone()[0]


def filled(shape, fill):
    """Call ``fill`` unless the database says that it holds this ``shape`` already; it is written down as a comment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
        )
        if cursor.fetchone()[0] == shape:
            return False
        fill()
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"comment on database {name} is %s", [shape])
    return True


@contextmanager
def serving():
    """As roles of the site, on one connection: its server process is whose time is measured."""
    options = connection.settings_dict["OPTIONS"]
    lasts = connection.settings_dict["CONN_MAX_AGE"]
    options["assume_role"] = SERVICE
    connection.settings_dict["CONN_MAX_AGE"] = None
    connection.close()
    try:
        yield
    finally:
        del options["assume_role"]
        connection.settings_dict["CONN_MAX_AGE"] = lasts
        connection.close()
