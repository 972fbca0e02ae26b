"""Load the starting rows of the directory of other services."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from directory.loading import STARTING, load_services


class Command(BaseCommand):
    help = "Add the services of a file to the directory. Those that are there already are left as they are."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default=STARTING)

    def handle(self, **options):
        with acting_as(SYSTEM):
            added = load_services(options["file"], at=timezone.now())
        self.stdout.write(f"{added} services added.")
