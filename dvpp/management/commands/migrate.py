"""Django's migrate, which waits only a moment for a lock, lets people go on, and tries again."""

import time

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connection

from dvpp.patience import LOCK_NOT_AVAILABLE, code_of


def start_anew():
    """Without what the attempt before left. Where a key that is made at the end of a migration does not get its lock,
    Django never leaves the transaction around it (``BaseDatabaseSchemaEditor.__exit__``): to connect again does."""
    connection.close()
    connection.connect()


class Command(migrate.Command):
    def handle(self, *arguments, **options):
        for wait in (*settings.MIGRATION_WAITS, None):
            try:
                return super().handle(*arguments, **options)
            except OperationalError as problem:
                if code_of(problem) != LOCK_NOT_AVAILABLE:
                    raise
            start_anew()
            if wait is None:
                break
            self.stderr.write(f"Somebody is at work on a table that is to change. Trying again in {wait} s.")
            time.sleep(wait)
        raise CommandError(
            "A table that is to change was never free for a moment. What was applied before stays applied. Run migrate "
            "again when it is quieter, or look in pg_stat_activity for who holds it."
        )
