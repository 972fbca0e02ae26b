"""Show everybody that the service is being worked on, and let them in again."""

from django.core.management.base import BaseCommand

from dvpp import maintenance


class Command(BaseCommand):
    help = "Close the service for people (on) and open it again (off). Workers and the clock are stopped by hand."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("state", choices=["on", "off"])
        parser.add_argument(
            "--until", default="", help='Such as "at 2pm": the page says "It is back at 2pm."'
        )

    def handle(self, *, state, until, **options):
        maintenance.begin(until) if state == "on" else maintenance.end()
        self.stdout.write("Nobody can use the service now." if state == "on" else "The service is open.")
