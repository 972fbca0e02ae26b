"""Measure what the product costs; JSON on standard output, a table and what is going on on standard error."""

import json
import os
import platform
import time

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.identity import SYSTEM, acting_as
from demonstration.benchmark import PARTS, region
from demonstration.benchmark.scratch import NAME, filled, scratch, serving
from demonstration.benchmark.table import table


class Command(BaseCommand):
    help = "Measure what the product costs beside a floor, in a scratch database of invented people."

    def add_arguments(self, parser):
        parser.add_argument("--cases", type=int, default=100_000, help="how many (default: 100000)")
        names = [part.NAME for part in PARTS]
        parser.add_argument("--only", choices=names, action="append", help="this part alone; may be repeated")
        parser.add_argument(
            "--keep", action="store_true", help="keep the filled region, and use a kept one again"
        )

    def handle(self, *, cases, only, keep, **options):
        chosen = [part for part in PARTS if not only or part.NAME in only]
        of_region = [part for part in chosen if getattr(part, "REGION", False)]
        parts = {}
        if of_region:
            with scratch(f"{NAME}_{cases}", keep=keep):
                self._region(cases)
                parts |= {part.NAME: self._run(part, cases) for part in of_region}
        for part in chosen:
            if part not in of_region:
                with scratch():
                    parts[part.NAME] = self._run(part, cases)
        self.stderr.write(table(parts))
        found = {"cases": cases, "machine": self._machine(), "parts": parts}
        self.stdout.write(json.dumps(found, indent=2))

    def _region(self, cases):
        started, today = time.monotonic(), localtime(timezone.now()).date()
        with acting_as(SYSTEM):
            anew = filled(region.shape(cases, today=today), lambda: region.fill(cases, today=today))
        if anew:
            with connection.cursor() as cursor:
                cursor.execute("vacuum analyze")
        self.stderr.write(f"region: {cases} cases in {time.monotonic() - started:.0f} s")

    def _run(self, part, cases):
        started = time.monotonic()
        with acting_as(SYSTEM):
            part.fill(cases)
        self.stderr.write(f"{part.NAME}: filled in {time.monotonic() - started:.0f} s; measuring")
        with serving():
            return self._measured(part, cases)

    def _measured(self, part, cases):
        """Pages are transactions of their own; everything else is measured as the clockwork's."""
        if getattr(part, "OWN_TRANSACTIONS", False):
            return part.measure(cases, tell=self.stderr.write)
        with acting_as(SYSTEM):
            return part.measure(cases)

    def _machine(self):
        with connection.cursor() as cursor:
            cursor.execute("show server_version")
            version = cursor.fetchone()[0]
        load = round(os.getloadavg()[0], 1)
        return {
            "processors": os.cpu_count(),
            "load": load,
            "python": platform.python_version(),
            "postgresql": version.split()[0],
        }
