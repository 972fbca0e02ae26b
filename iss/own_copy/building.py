"""Put her copy together."""

from django.utils.timezone import localtime

from audit.own_copy import gather
from audit.readings import entries_about, readings

from .columns import PARTS


def copy_of_hers(file):
    """Everything that is given of her ``file``, as sections (``audit.own_copy.gather``)."""
    opened = _opened(file)
    return gather(PARTS, file.pk) + (
        [{"title": "Who has opened your record", "items": opened}] if opened else []
    )


def _opened(file):
    seen = {}
    for each in readings(entries_about(file).order_by("at", "pk")):
        day = localtime(each.at).date()
        seen[day, each.role or each.who] = [["On", f"{day:%-d %B %Y}"], ["By", each.role or each.who]]
    return [{"id": f"opened.{number}", "rows": rows} for number, rows in enumerate(seen.values(), start=1)]
