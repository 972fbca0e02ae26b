"""Measure what the product costs; JSON on standard output, what is going on on standard error."""

import json
import os
import platform
import time

from django.core.management.base import BaseCommand
from django.db import connection

from accounts.identity import SYSTEM, acting_as
from demonstration.benchmark import PARTS
from demonstration.benchmark.scratch import scratch, serving


class Command(BaseCommand):
    help = "Measure what the product costs beside a floor, in a scratch database of invented people."

    def add_arguments(self, parser):
        parser.add_argument("--cases", type=int, default=100_000, help="how many (default: 100000)")
        names = [part.NAME for part in PARTS]
        parser.add_argument("--only", choices=names, action="append", help="this part alone; may be repeated")

    def handle(self, *, cases, only, **options):
        chosen = [part for part in PARTS if not only or part.NAME in only]
        with scratch():
            parts = {part.NAME: self._run(part, cases) for part in chosen}
            machine = self._machine()
        self.stdout.write(json.dumps({"cases": cases, "machine": machine, "parts": parts}, indent=2))

    def _run(self, part, cases):
        started = time.monotonic()
        with acting_as(SYSTEM):
            part.fill(cases)
        self.stderr.write(
            f"{part.NAME}: {cases} cases filled in {time.monotonic() - started:.0f} s; measuring"
        )
        with serving(), acting_as(SYSTEM):
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
