"""Lists by key: a page begins after the last row of the one before it, however long the list grows."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

SIZE = 25


@dataclass(frozen=True)
class Page:
    """``earlier`` and ``later``: the query of the page before and after, empty where there is none."""

    rows: list
    earlier: str = ""
    later: str = ""


def page_of(rows, params, *, by, size=SIZE):
    """The page that ``params`` (request.GET) asks for of the queryset ``rows`` in the order of the field ``by``.

    ``by`` begins with "-" for the latest first. Rows that are equal in it follow their number.
    """
    field, descending = by.removeprefix("-"), by.startswith("-")
    mark, back = _mark(rows, params, field)
    if mark:
        value, pk = mark
        side = "lt" if descending != back else "gt"
        beyond = Q(**{f"{field}__{side}": value}) | Q(**{field: value, f"pk__{side}": pk})
        rows = rows.filter(beyond)
    sign = "-" if descending != back else ""
    found = list(rows.order_by(f"{sign}{field}", f"{sign}pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    has_earlier, has_later = (more, True) if back else (mark is not None, more)
    return Page(
        found,
        earlier=_query(params, "before", found[0], field) if found and has_earlier else "",
        later=_query(params, "after", found[-1], field) if found and has_later else "",
    )


def _mark(rows, params, field):
    """(value, pk) of the row that the page lies beyond, and whether it lies before it. A broken mark is no mark."""
    back = "after" not in params and "before" in params
    value, _, pk = (params.get("before" if back else "after") or "").rpartition("~")
    try:
        return (rows.model._meta.get_field(field).to_python(value), int(pk)), back
    except (ValueError, ValidationError):
        return None, False


def _query(params, name, row, field):
    value = getattr(row, field)
    params = params.copy()
    for other in ("before", "after"):
        params.pop(other, None)
    params[name] = f"{value.isoformat() if hasattr(value, 'isoformat') else value}~{row.pk}"
    return f"?{params.urlencode()}"
