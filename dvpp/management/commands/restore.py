"""python manage.py restore FOLDER: a backup, into an empty database and an empty folder of files."""

import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dvpp.keeping.keys import backup_keys
from dvpp.keeping.refusing import CannotKeep
from dvpp.keeping.restoring import restore, settle


class Command(BaseCommand):
    help = (
        "Restores what manage.py backup wrote to FOLDER, compares every row and file with what was there, and sees to "
        "it that nothing that may have been sent is sent again unasked. Only into an empty database and folder."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, nargs="?")
        parser.add_argument(
            "--settle-only",
            action="store_true",
            help="after a recovery by PostgreSQL itself: only see to it that nothing is sent again unasked",
        )

    def handle(self, *, folder, settle_only, **options):
        if (folder is None) is not settle_only:
            raise CommandError("Name the folder of the backup, or --settle-only.")
        if settle_only:
            return settle(at=timezone.now())
        return self._restore(folder)

    def _restore(self, folder):
        began = time.monotonic()
        try:
            manifest = restore(folder, keys=backup_keys(), at=timezone.now(), say=self.stderr.write)
        except CannotKeep as problem:
            raise CommandError(str(problem)) from problem
        said = {
            "taken_at": manifest["taken_at"],
            "tables": len(manifest["database"]["rows"]),
            "rows": sum(number for number, _ in manifest["database"]["rows"].values()),
            "files": len(manifest["files"]["packed"]),
            "seconds": round(time.monotonic() - began, 1),
        }
        self.stdout.write(json.dumps(said, indent=2))
        self.stderr.write(
            "All of it is here. What happened since is not: accounts closed since then are open again, and records "
            "destroyed since then have come back. Run manage.py migrate if the code is newer, then start the site."
        )
