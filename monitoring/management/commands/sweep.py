"""One pass of timescale enforcement, as at a moment."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from monitoring.actions import sweep
from timescales import heartbeat


def moment(text):
    """An aware moment from ISO text; without an offset it is London time."""
    found = parse_datetime(text)
    if found is None:
        raise CommandError(f"'{text}' is not a date and time such as 2026-06-03T12:00:00+01:00.")
    return timezone.make_aware(found) if timezone.is_naive(found) else found


class Command(BaseCommand):
    help = "Find broken promises and reminders due; print what was done as JSON."

    def add_arguments(self, parser):
        parser.add_argument("--at", type=moment, help="As at this moment (ISO, with offset); default: now")

    def handle(self, *, at, **options):
        began_at = timezone.now()
        swept = sweep(at=at or began_at)
        if at is None:
            heartbeat.begins(heartbeat.SWEEP, at=began_at)
            heartbeat.beats(heartbeat.SWEEP, at=timezone.now())
        self.stdout.write(json.dumps(swept.as_dict()))
