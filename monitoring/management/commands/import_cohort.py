from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from monitoring.cohort_import import import_cohort


class Command(BaseCommand):
    help = "Loads referrals.csv, sessions.csv, partners.csv and training.csv from a folder, all or nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be loaded, and load nothing"
        )

    def handle(self, *, folder, dry_run, **options):
        with acting_as(SYSTEM):
            result = import_cohort(folder, by=None, at=timezone.now(), dry_run=dry_run, tell=self._tell)
        if result.problems:
            for problem in result.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(result.problems)} problems. Nothing was loaded.")
        for file, number in result.loaded.items():
            verb = "would be loaded" if dry_run else "loaded"
            self.stdout.write(f"{file}: {number} rows {verb}, {result.known[file]} were here before")
        if not any(result.loaded.values()):
            self.stdout.write("Nothing changed: everything in these files was here before.")

    def _tell(self, words):
        """How far it is; standard output is for what was done."""
        self.stderr.write(words, style_func=str)
