"""Check the trail: every entry under its seal, every seal on the one before."""

import json
from itertools import islice

from django.core.management.base import BaseCommand, CommandError

from audit.models import Entry, Seal
from audit.seals import verify

SHOWN = 100


class Command(BaseCommand):
    help = "Find any entry of the trail that was altered, removed, put in or moved. JSON; exit 1 where there is one."

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            default="",
            metavar="NUMBER:HASH",
            help="a seal that was kept elsewhere, such as the last one in yesterday's log",
        )

    def handle(self, *, head, **options):
        wrong = list(islice(verify(head=head), SHOWN))
        last = Seal.objects.order_by("-number").first()
        found = {
            "entries": Entry.objects.count(),
            "seals": Seal.objects.count(),
            "head": str(last) if last else None,
            "wrong": wrong,
        }
        self.stdout.write(json.dumps(found, indent=2))
        if wrong:
            raise CommandError("The trail is not as it was written.")
