"""Load the demonstration region once; a second run keeps what is there."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from demonstration.cohort import make_cohort
from demonstration.live import start_cases
from demonstration.naming import name_everybody
from demonstration.region import settle
from directory.loading import load_services
from monitoring.actions import sweep
from monitoring.cohort_import import import_cohort
from referrals.models import Referral


class Command(BaseCommand):
    help = "Load the demonstration region: its people, the published cohort, and live cases at every stage."

    def handle(self, **options):
        password = os.environ.get("DVPP_DEMO_PASSWORD", "")
        if len(password) < 8:
            raise CommandError("Set DVPP_DEMO_PASSWORD to a password of at least eight characters.")
        at = timezone.now()
        with acting_as(SYSTEM):
            people = settle(password=password, at=at)
            load_services(at=at)
            if Referral.objects.exists():
                self.stdout.write("The demonstration region is there already; its data is kept.")
                return
            self._load(people, at)
        sweep(at=at)

    @transaction.atomic
    def _load(self, people, at):
        with tempfile.TemporaryDirectory() as folder:
            make_cohort(Path(folder))
            result = import_cohort(Path(folder), by=None, at=at)
        if result.problems:
            raise CommandError("The demonstration cohort does not load: " + str(result.problems[0]))
        name_everybody()
        start_cases(people, at=at)
        self.stdout.write("The demonstration region is loaded.")
