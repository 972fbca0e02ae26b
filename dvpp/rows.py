"""Rows of a long list, drawn fast: the template of one row is drawn once, with gaps, and each row fills the gaps.

Every value is escaped as a template escapes it, unless it says itself that it is HTML.
"""

from functools import cache, lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

# Labels are few, and what has none of its own is drawn again
LABELS = 2000


def filled(template, rows):
    """``rows``: for each a dictionary of all that stands in ``template``. What it asks with ``if`` cannot be in a row."""
    if not rows:
        return ""
    pattern = _with_gaps(template, tuple(rows[0]))
    return mark_safe("".join([pattern % _escaped(row) for row in rows]))  # noqa: S308 (a template, and escaped values)


def _escaped(row):
    # As django.utils.html.conditional_escape, which asks more of each value
    return {name: value if hasattr(value, "__html__") else escape(str(value)) for name, value in row.items()}


@cache
def _with_gaps(template, names):
    gaps = {name: mark_safe(f"\0{name}\0") for name in names}  # noqa: S308 (names of ours)
    drawn = render_to_string(template, gaps).replace("%", "%%")
    for name, gap in gaps.items():
        drawn = drawn.replace(gap, f"%({name})s")
    return drawn


@lru_cache(maxsize=LABELS, typed=True)  # text that is HTML already is another text
def around(template, **said):
    """What stands before ``value`` in a template and after it; all before, where the template has no place for it."""
    gap = mark_safe("\0value\0")
    before, _, after = render_to_string(template, {**said, "value": gap}).partition(gap)
    return before, after
