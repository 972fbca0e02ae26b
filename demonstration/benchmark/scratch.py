"""A database of its own on the same server, made for a benchmark and dropped after it."""

from contextlib import contextmanager

from django.db import connection

NAME = "dvpp_benchmark"


@contextmanager
def scratch():
    """The default connection leads to an empty, migrated database, as its owner, who may fill it in bulk."""
    real, options = connection.settings_dict["NAME"], connection.settings_dict["OPTIONS"]
    role = options.pop("assume_role", None)
    connection.close()
    connection.settings_dict["TEST"]["NAME"] = NAME
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.close()
        connection.creation.destroy_test_db(real, verbosity=0)
        if role:
            options["assume_role"] = role


@contextmanager
def serving():
    """As the role that serves the site."""
    options = connection.settings_dict["OPTIONS"]
    options["assume_role"] = "dvpp_app"
    connection.close()
    try:
        yield
    finally:
        del options["assume_role"]
        connection.close()
