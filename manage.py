#!/usr/bin/env python
"""Django's commands. Where DATABASE_URL and REDIS_URL are not set, on the embedded servers."""

import os
import sys
from contextlib import nullcontext

# These change tables or speak to the database as its owner; everything else runs as dvpp_app.
OWNER = {
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "sqlflush",
    "showmigrations",
    "optimizemigration",
    "squashmigrations",
} | {
    "flush",
    "dbshell",
    "createcachetable",
    "inspectdb",
    "pgtrigger",
    "backup",
    "restore",
}
# Here people ask, and until they do nobody does; everything else is the service (docs/decisions/0034)
PEOPLE = {"runserver", "testserver"}
WITHOUT_SERVERS = {
    "help",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "makemessages",
}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dvpp.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in OWNER:
        os.environ.setdefault("DVPP_DB_ROLE", "owner")
    if command == "migrate":
        os.environ.setdefault("DVPP_PROCESS", "migration")
    if command not in PEOPLE:
        os.environ.setdefault("DVPP_ASKS", "system")
    from dvpp.stack.embedded import StackError, running, say

    idle = command in WITHOUT_SERVERS or command.startswith("-") or {"-h", "--help"} & set(sys.argv[2:])
    try:
        with nullcontext() if idle else running():
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
    except StackError as error:
        say(str(error))
        sys.exit(1)


if __name__ == "__main__":
    main()
