"""Keep the summary of the figures: fold what has changed, make it anew, or hold it against counting everything."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from monitoring.summary import begin_anew, fold
from monitoring.summary.checking import differences

AT_ONCE = 200


class Command(BaseCommand):
    help = "Fold what has changed into the summary of the figures."

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="forget what is summed and sum everything")
        parser.add_argument(
            "--check", action="store_true", help="compare with counting everything; 1 if they differ"
        )

    def handle(self, *, anew, check, **options):
        if anew:
            with acting_as(SYSTEM):
                begin_anew(at=timezone.now())
        folded = 0
        while found := self._fold():
            folded += found
            self.stderr.write(f"{folded} parts are summed", ending="\r")
        self.stdout.write(f"{folded} parts were summed.")
        if check:
            with acting_as(SYSTEM):
                wrong = differences(at=timezone.now())
            if wrong:
                raise CommandError(f"{wrong} rows are not what counting finds. Run summarise --anew.")
            self.stdout.write("The summary is what counting everything finds.")

    def _fold(self):
        """A transaction of its own each time: what is summed stays summed."""
        with acting_as(SYSTEM):
            return fold(at=timezone.now(), most=AT_ONCE)
