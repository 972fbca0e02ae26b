"""Draw what each page costs in regions of several sizes, from what ``benchmark`` has measured."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from charts import Chart, svg


class Command(BaseCommand):
    help = "Draw the growth of the cost of pages, as SVG on standard output, from the JSON of two benchmarks or more."

    def add_arguments(self, parser):
        parser.add_argument("measured", nargs="+", type=Path, help="files that `benchmark` wrote")

    def handle(self, *, measured, **options):
        found = sorted((json.loads(path.read_text()) for path in measured), key=lambda each: each["cases"])
        if len(found) < 2 or not all("pages" in each["parts"] for each in found):
            raise CommandError("Two files or more are needed, each with the part `pages`.")
        self.stdout.write(svg(growth(found)))


def growth(measured):
    """``measured``: documents of ``benchmark``, the smallest region first."""
    pages = [each["parts"]["pages"] for each in measured]
    return Chart(
        title="Processor time of a page, as times the bare page, by number of cases",
        question="Does a page cost more where there are more cases?",
        columns=("Page", *(f"{each['cases']:,} cases" for each in measured)),
        rows=tuple(
            (name, *(found.get(name, {}).get("ratio", {}).get("cpu") for found in pages)) for name in pages[0]
        ),
        kind="dots",
    )
