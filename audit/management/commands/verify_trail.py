"""Check the trail: every entry under its seal, every seal on the one before."""

import json
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit.heads import of_lines
from audit.models import Entry, Seal
from audit.verifying import verify

SHOWN = 100


class Command(BaseCommand):
    help = "Find any entry of the trail that was altered, removed, put in or moved. JSON; exit 1 where there is one."

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="NUMBER:HASH",
            help="a seal that was kept elsewhere, such as the head of a day; may be given several times",
        )
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="FILE",
            help="a file of heads that was kept elsewhere, a line a day, as trail_head prints them",
        )

    def handle(self, *, head, heads, **options):
        kept = [line for each in head for line in of_lines(each)] + (
            of_lines(heads.read_text()) if heads else []
        )
        wrong = list(islice(verify(heads=kept), SHOWN))
        last = Seal.objects.order_by("-number").first()
        found = {
            "entries": Entry.objects.count(),
            "seals": Seal.objects.count(),
            "head": str(last) if last else None,
            "heads_compared": len(kept),
            "wrong": wrong,
        }
        self.stdout.write(json.dumps(found, indent=2))
        if wrong:
            raise CommandError("The trail is not as it was written.")
