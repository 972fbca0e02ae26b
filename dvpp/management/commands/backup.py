"""python manage.py backup [FOLDER]: database and files, sealed, while people work."""

import json
import os
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dvpp.keeping import making
from dvpp.keeping.keys import backup_keys
from dvpp.keeping.refusing import CannotKeep


class Command(BaseCommand):
    help = (
        "Writes a sealed backup of the database and the uploaded files into a new folder below FOLDER (DVPP_BACKUPS, "
        "else the folder backups of the data folder). DVPP_BACKUP_KEYS seals it; the keys of the site are not in it."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path)
        parser.add_argument(
            "--keep-days", type=int, help="once the new one is there, remove backups in FOLDER that are older"
        )

    def handle(self, *, folder, keep_days, **options):
        into = folder or Path(os.environ.get("DVPP_BACKUPS") or settings.DATA.root / "backups")
        began, at = time.monotonic(), timezone.now()
        try:
            place, manifest = making.make(into, keys=backup_keys(), at=at)
        except CannotKeep as problem:
            raise CommandError(str(problem)) from problem
        making.say_so(manifest, at=at)
        older = making.remove_older(into, before=at - timedelta(days=keep_days)) if keep_days else []
        rows = sum(number for number, _ in manifest["database"]["rows"].values())
        said = {
            "backup": str(place),
            "rows": rows,
            "files": len(manifest["files"]["packed"]),
            "bytes": sum(path.stat().st_size for path in place.iterdir()),
            "removed": older,
            "seconds": round(time.monotonic() - began, 1),
        }
        self.stdout.write(json.dumps(said, indent=2))
