"""Draw the statuses of his file from the table of moves, so that the diagram cannot lie."""

from django.core.management.base import BaseCommand

from referrals.diagram import diagram


class Command(BaseCommand):
    help = "Print docs/pathway.md: the statuses of his file as a diagram and a table."

    def handle(self, **options):
        self.stdout.write(diagram(), ending="")
