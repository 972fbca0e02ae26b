"""Print the head of each day, to be kept away from this site."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from audit.models import Head


class Command(BaseCommand):
    help = "Print the head of the latest whole day of the trail; keep it elsewhere, and give it to verify_trail --head."

    def add_arguments(self, parser):
        parser.add_argument(
            "--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="that of another day"
        )
        parser.add_argument("--all", action="store_true", help="a line for every day there is")

    def handle(self, *, day, **options):
        heads = Head.objects.order_by("day")
        if day:
            heads = heads.filter(day=day)
        found = list(heads) if options["all"] or day else list(heads.order_by("-day")[:1])
        if not found:
            raise CommandError("There is no head of such a day: the first one is made when a day has ended.")
        self.stdout.write("\n".join(map(str, found)))
