from pathlib import Path

from django.core.management.base import BaseCommand

from demonstration.cohort import SEED, make_cohort


class Command(BaseCommand):
    help = "Writes the four cohort files of the invented region, of which the published figures hold."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--seed", type=int, default=SEED, help="another number makes another cohort with the same figures"
        )

    def handle(self, *, folder, seed, **options):
        for name, rows in make_cohort(folder, seed=seed).items():
            self.stdout.write(f"{name}: {rows} rows")
