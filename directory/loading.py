"""Services from a file: those the directory does not have yet."""

import tomllib
from pathlib import Path

from accounts.acting import one_act
from accounts.models import Area

from .actions import add_service
from .models import Service

STARTING = Path(__file__).with_name("services.toml")


@one_act
def load_services(path=STARTING, *, at):
    """Add the services of a TOML file that are not there yet, by the names of their tables. How many were added."""
    there = set(Service.objects.values_list("slug", flat=True))
    areas = {area.name: area for area in Area.objects.all()}
    rows = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    new = {slug: row for slug, row in rows.items() if slug not in there}
    for slug, row in new.items():
        named = [areas[name] for name in row.pop("areas", [])]
        add_service(slug=slug, areas=named, **row, by=None, at=at)
    return len(new)
