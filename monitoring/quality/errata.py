"""What the evaluation's report prints and its own numbers contradict: each beside the number that the figures give for
the same records, and how one comes from the other. The printed numbers stand here because they were printed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from monitoring.figures.facts import percentage, tenths
from monitoring.figures.period import Period

# What the report counted: referrals received until it was closed
COUNTED = Period(last=date(2020, 3, 31))
PLACES = 432  # men in two years, as the service was commissioned
AREAS_COMPLETED = ("Solihull", "Walsall")

Figures = dict[str, Any]


@dataclass(frozen=True)
class Erratum:
    """``ours``: from the figures of the same records, in words; ``usable``: whether the printed number may be quoted."""

    where: str
    printed: str
    ours: Callable[[Figures], str]
    why: str
    usable: bool = False


def _rate(name: str) -> Callable[[Figures], str]:
    return lambda figures: _share(figures["rates"][name])


def _share(rate: dict) -> str:
    return f"{_pct(rate['pct'])} ({rate['numerator']:,} of {rate['denominator']:,})"


def _pct(value: float | None) -> str:
    return "no percentage" if value is None else f"{value}%"


def _of(part: int, whole: int) -> str:
    return f"{_pct(percentage(part, whole))} ({part:,} of {whole:,})"


def _started(figures: Figures) -> str:
    among = figures["rates"]["completed_of_started"]["denominator"]
    return f"{among:,} suitable men, {figures['foi_completion']['base']:,} men of any decision"


def _unassessed(figures: Figures) -> str:
    rows, men, assessed = (figures["fig13"][name] for name in ("referrals", "individuals", "assessed"))
    return f"{_of(rows - assessed, rows)} of referrals, {_of(men - assessed, men)} of men"


def _dropped(figures: Figures) -> str:
    done = figures["foi_completion"]
    return f"{_of(done['dropped_out'], done['base'])} closed after two misses or withdrew; {done['one_session']:,} came once"


def _by_area(figures: Figures) -> str:
    rows = ((area, figures["fig24"][area]) for area in AREAS_COMPLETED if area in figures["fig24"])
    return "; ".join(f"{area} {row['completed']:,} of {row['referrals']:,} referrals" for area, row in rows)


def _quarter(label: str) -> Callable[[Figures], str]:
    return lambda figures: f"{figures['fig20']['total'].get(label, 0):,}"


def _mean(figure: str) -> Callable[[Figures], str]:
    def words(figures: Figures) -> str:
        total = figures[figure]["total"]
        return f"{total['mean']} days, n = {total['n']:,}" if total["n"] else "no mean of nothing"

    return words


def _reasons(figures: Figures) -> str:
    counts = [row for name, row in figures["fig19"].items() if name not in ("total", "not_recorded")]
    shares = sum(row["pct"] or 0 for row in counts)
    recorded = sum(row["count"] for row in counts)
    none = figures["fig19"]["not_recorded"]
    return f"{tenths(Decimal(str(shares)))}% of {recorded:,} with a reason; {none:,} have none"


ERRATA = (
    Erratum(
        "Figure 20, total of 2017/18 Q2",
        "27",
        _quarter("2017/18 Q2"),
        "The cells of the seven areas add up to 29. The total is wrong, not the cells: with 29 every row and every other "
        "column agree.",
    ),
    Erratum(
        "Figure 20, grand total",
        "1,072",
        lambda figures: f"{figures['fig20']['total']['total']:,}",
        "The same two are missing. Figure 13 and the seven rows say 1,074.",
    ),
    Erratum(
        "Figure 20, heading of the last column",
        "Y4Q4",
        lambda figures: f"2019/20 Q4, with {_quarter('2019/20 Q4')(figures)}",
        "The programme was in its third year: Y3Q4. The quarter is January to March 2020.",
    ),
    Erratum(
        "Figure 18, Walsall suitable",
        "4.7%",
        lambda figures: f"{_pct(figures['fig18'].get('Walsall', {}).get('suitable_pct'))} of all decisions",
        "12 men were divided by the 256 suitable ones. All other cells are divided by the 464 decisions: 12 of 464 is 2.6%.",
    ),
    Erratum(
        "Figure 19, sum of the percentages",
        "101%",
        _reasons,
        "Rounding to whole numbers only. Unsuitable men without a reason are left out of the base, and are counted apart here.",
        usable=True,
    ),
    Erratum(
        "Figure 23, mean of all",
        "92.9 days, n = 207",
        _mean("fig23"),
        "The three groups it prints are 39, 147 and 24 men: 210, and together they give 93.3. No one cell explains it; the "
        "means of the groups can be used.",
    ),
    Erratum(
        "Figure 13, partners receiving support",
        "130",
        lambda figures: (
            f"{figures['fig13']['partners_supported']:,}, {figures['support_types']['telephone']['count']:,} "
            "of them by telephone"
        ),
        "85.1% of 376 had support by telephone: 320 women at least. The text says at least 330.",
    ),
    Erratum(
        "Figure 13, sessions delivered",
        "2,460",
        lambda figures: (
            f"{figures['fig13']['attendances']:,} attendances in {figures['fig13']['sessions_held']:,} sessions"
        ),
        "134.6 weeks of twelve sessions are 1,615 at most. The number fits men who attended, each time counted: both are "
        "shown here, apart.",
    ),
    Erratum(
        "Share of the 432 commissioned places that completed",
        "5.5%",
        lambda figures: _of(figures["fig13"]["completed"], PLACES),
        "24 of 432 is 5.56: 5.6%.",
    ),
    Erratum(
        "Section 4.1, suitable men who came to no session",
        "24%",
        _rate("no_session_of_suitable"),
        "60 of 256 is 23.4%. 24% needs a base of about 254, which a footnote uses.",
    ),
    Erratum(
        "Share of referrals that were found suitable",
        "27%, printed beside 1,074 referrals",
        lambda figures: (
            f"{_rate('suitable_of_referrals')(figures)} of referrals, {_rate('suitable_of_individuals')(figures)} of men"
        ),
        "27% is 256 of the 959 men; of the referrals it is 23.8%. Both are right, with their base beside them.",
        usable=True,
    ),
    Erratum(
        "Share of those assessed that were suitable",
        "47%",
        lambda figures: (
            f"{_rate('suitable_of_assessed')(figures)} of those assessed, {_rate('suitable_of_decided')(figures)} "
            "of those with a decision"
        ),
        "76 assessed men have no decision on record. “Just under half” holds only while they are counted as not suitable.",
        usable=True,
    ),
    Erratum(
        "Closed without an assessment",
        "46%",
        _unassessed,
        "Not to be had from any base it prints: 534 of 1,074 referrals is 49.7%, 419 of 959 men is 43.7%. 46% needs 489 to "
        "499 referrals, so some were still open or some men were assessed twice.",
    ),
    Erratum(
        "Drop-out of those who came to one session or more",
        "55%",
        _dropped,
        "Not to be had: 55% of 196 needs 107 or 108 men. The text says too that 103 left after one session, and uses “at "
        "least one” and “after one” for each other. Still attending is not drop-out.",
    ),
    Erratum(
        "Men who started",
        "196 in one place, 210 in another",
        _started,
        "196 are suitable men with a session; 14 more have sessions and no such decision. Each number here says which.",
        usable=True,
    ),
    Erratum(
        "Figure 24, areas above the average",
        "Sandwell, Solihull and Dudley",
        _by_area,
        "Nobody completed in Solihull, three men in Walsall. Perhaps the two were exchanged in one of the places.",
    ),
)


def rows(figures: Figures) -> list[tuple[Erratum, str]]:
    """Each with our own number, in words."""
    return [(erratum, erratum.ours(figures)) for erratum in ERRATA]
