import json
from argparse import ArgumentTypeError
from datetime import date, datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from monitoring.figures import Audience, Period, compute
from monitoring.figures.period import LONDON
from monitoring.figures.planning import joining_by_hash
from monitoring.models import DisclosureRule


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("a date is written YYYY-MM-DD") from error


def _moment(text):
    """A moment; without an offset it is London's."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("a moment is written 2020-03-31T12:00:00+01:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


class Command(BaseCommand):
    help = "Prints the figures as JSON. --from and --to are included; --as-at leaves out what is dated later."

    def add_arguments(self, parser):
        parser.add_argument("--audience", choices=list(Audience), type=Audience, required=True)
        parser.add_argument("--from", dest="first", type=_day, help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=_day, help="last day, YYYY-MM-DD")
        parser.add_argument("--as-at", type=_moment, help="a moment, as 2020-03-31T12:00:00+01:00")

    def handle(self, *, audience, first, last, as_at, **options):
        if first and last and first > last:
            raise CommandError("--from lies after --to.")
        with acting_as(SYSTEM), joining_by_hash():
            rule = DisclosureRule.objects.in_force(timezone.now()).rule
            figures = compute(Period(first, last, as_at), audience, rule)
        self.stdout.write(json.dumps(figures, indent=2, ensure_ascii=False))
