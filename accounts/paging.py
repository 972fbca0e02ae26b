"""Pages of a list by keyset: where a page begins is the last row before it, never a number of rows to skip.

However long a list grows, a page costs one query of one page's rows, and nothing shifts while somebody reads.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

SIZE = 25


@dataclass(frozen=True)
class Page:
    """``older`` and ``newer`` are addresses of the pages after and before this one, or empty."""

    rows: list
    older: str = ""
    newer: str = ""


def page_of(rows, request, *, by=("-pk",), size=SIZE):
    """The page of the queryset ``rows`` that the address of ``request`` asks for.

    ``by``: the order, all descending ("-at", "-pk") or all ascending ("name", "pk"), ending in something unique;
    names of fields or annotations that are never null.
    """
    after, before = (_cursor(rows, request.GET.get(name), by) for name in ("after", "before"))
    if before and not after:
        found = list(rows.filter(_beyond(before, by, back=True)).order_by(*_turned(by))[: size + 1])
        return _page(found[:size][::-1], request, by, older=True, newer=len(found) > size)
    found = list((rows.filter(_beyond(after, by)) if after else rows).order_by(*by)[: size + 1])
    return _page(found[:size], request, by, older=len(found) > size, newer=bool(after))


def first_page(rows, request, *, by, size=SIZE):
    """The page of ``rows``, a list of the first of all in the order ``by``: one more than ``size``, if there are more."""
    return _page(rows[:size], request, by, older=len(rows) > size, newer=False)


def _page(rows, request, by, *, older, newer):
    if not rows:
        return Page(rows, newer=request.path if newer or older else "")
    return Page(
        rows,
        older=_address(request, "after", rows[-1], by) if older else "",
        newer=_address(request, "before", rows[0], by) if newer else "",
    )


def _address(request, name, row, by):
    query = request.GET.copy()
    for other in ("after", "before"):
        query.pop(other, None)
    query[name] = json.dumps([str(getattr(row, field.lstrip("-"))) for field in by])
    return f"?{query.urlencode()}"


def _cursor(rows, text, by):
    """The values of a row in the order ``by``, or None: an address somebody made up is the first page."""
    try:
        values = json.loads(text or "null")
        if not isinstance(values, list) or len(values) != len(by):
            return None
        return [_typed(rows, name, value) for name, value in zip(by, values, strict=True)]
    except (ValueError, ValidationError):
        return None


def _typed(rows, name, value):
    name = name.lstrip("-")
    annotated = rows.query.annotations.get(name)
    if annotated is not None:
        field = annotated.output_field
    else:
        field = rows.model._meta.pk if name == "pk" else rows.model._meta.get_field(name)
    return field.to_python(str(value).replace("\0", ""))


def _turned(by):
    return [field[1:] if field.startswith("-") else f"-{field}" for field in by]


def _beyond(values, by, *, back=False):
    """Rows after the row with these values in the order ``by``; before it with ``back``."""
    way = "lt" if by[0].startswith("-") != back else "gt"
    names = [field.lstrip("-") for field in by]
    condition, equal = Q(), Q()
    for name, value in zip(names, values, strict=True):
        condition |= equal & Q(**{f"{name}__{way}": value})
        equal &= Q(**{name: value})
    # Said apart, so that the database begins to read where the page begins
    first = "lte" if way == "lt" else "gte"
    return condition & Q(**{f"{names[0]}__{first}": values[0]})
