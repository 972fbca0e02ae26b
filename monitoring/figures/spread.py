"""How far the times of figures 21 to 23 lie apart. Beside the figures, which hold a mean only."""

from typing import NamedTuple

from .facts import Facts
from .groups import MEASURES, REACHED, SUITABLE

TIMES = ("fig21", "fig22", "fig23")
POINTS = "array[0, 0.25, 0.5, 0.75, 1]"
COLUMNS = ", ".join(
    f"percentile_cont({POINTS}) within group (order by {MEASURES[figure]}) as {figure}" for figure in TIMES
)
SPREAD = f"""
select coalesce(reached, 'total') as reached, {COLUMNS}
from (select *, {REACHED} as reached from person where {SUITABLE}) suitable
group by grouping sets ((reached), ())
"""


class Spread(NamedTuple):
    """Days. A quarter of the men waited up to ``lower``, three quarters up to ``upper``."""

    least: float
    lower: float
    median: float
    upper: float
    most: float


def spread(facts: Facts) -> dict[str, dict[str, Spread]]:
    """{figure: {group: Spread}} of the men whom the mean of the figure is of; no group of nobody."""
    found: dict[str, dict[str, Spread]] = {figure: {} for figure in TIMES}
    for reached, *points in facts.rows(SPREAD):
        for figure, values in zip(TIMES, points, strict=True):
            if values and values[0] is not None:
                found[figure][reached] = Spread(*values)
    return found
