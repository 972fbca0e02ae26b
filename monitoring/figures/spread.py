"""How far the times of figures 21 to 23 lie apart. Beside the figures, which hold a mean only."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import ceil, floor
from typing import NamedTuple

from .facts import Facts
from .groups import MEASURES, REACHED, SUITABLE

TIMES = ("fig21", "fig22", "fig23")
POINTS = (0, 0.25, 0.5, 0.75, 1)
# How many men waited how many days: every point between the shortest and the longest follows
DAYS = " union all ".join(
    f"select {REACHED} as reached, '{figure}' as figure, {MEASURES[figure]} as days, count(*)::int as men"
    f" from person where {SUITABLE} and {MEASURES[figure]} is not null group by 1, 2, 3"
    for figure in TIMES
)


class Spread(NamedTuple):
    """Days. A quarter of the men waited up to ``lower``, three quarters up to ``upper``."""

    least: float
    lower: float
    median: float
    upper: float
    most: float


def spread(facts: Facts) -> dict[str, dict[str, Spread]]:
    """{figure: {group: Spread}} of the men whom the mean of the figure is of; no group of nobody."""
    waited: dict[str, dict[str, Counter[int]]] = {figure: defaultdict(Counter) for figure in TIMES}
    for reached, figure, days, men in facts.rows(DAYS):
        for group in (reached, "total"):
            waited[figure][group][days] += men
    return {
        figure: {group: Spread(*_points(days)) for group, days in groups.items()}
        for figure, groups in waited.items()
    }


def _points(days: Counter[int]) -> Iterator[float]:
    """As SQL's percentile_cont has them: between two neighbours in proportion."""
    values, ends = sorted(days), []
    for value in values:
        ends.append((ends[-1] if ends else 0) + days[value])
    for point in POINTS:
        place = point * (ends[-1] - 1)
        before, after = (values[bisect_right(ends, rank)] for rank in (floor(place), ceil(place)))
        yield before + (place - floor(place)) * (after - before)
