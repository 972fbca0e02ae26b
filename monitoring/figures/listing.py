"""The cases behind a number: the rows that it counts."""

from collections.abc import Callable
from functools import partial

from . import completion, decisions, gaps, groups, partners, referred
from .counted import Cases
from .facts import Facts
from .outputs import behind as behind_outputs

# For each figure how many keys say which of its numbers, and what it counts
BEHIND: dict[str, tuple[int, Callable[..., Cases | None]]] = {
    "fig13": (1, behind_outputs),
    "fig18": (2, decisions.behind_decisions),
    "fig19": (2, decisions.behind_reasons),
    "fig20": (2, referred.behind_quarters),
    **{figure: (2, partial(groups.behind, figure)) for figure in groups.MEASURES},
    "fig24": (2, partial(referred.behind_progress, "area")),
    "fig25": (2, partial(referred.behind_progress, "source")),
    "fig30": (1, partners.behind_benefits),
    "support_types": (2, partners.behind_support),
    "foi_completion": (1, completion.behind_how_far),
    "half_by_area": (2, completion.behind_half),
    "rates": (2, completion.behind_rates),
    "not_recorded": (2, gaps.behind),
}
# Numbers of more than one row: they count no cases
NO_COUNTS = ("pct", "mean")


def cases_behind(figure: str, *keys: str) -> Cases | None:
    """What the number at these keys of the figure counts; None where it counts no cases, or there is none.

    ``cases_behind("fig18", "Dudley", "suitable")``
    """
    if figure not in BEHIND or not keys or keys[-1] in NO_COUNTS:
        return None
    number_of_keys, behind = BEHIND[figure]
    if (figure, keys) == ("fig19", ("not_recorded",)):
        return decisions.behind_reasons("not_recorded")
    return behind(*keys) if len(keys) == number_of_keys else None


def listed(cases: Cases, facts: Facts) -> list[int]:
    """The keys of the files that stand for what is counted, one for each."""
    return [key for (key,) in facts.rows(cases.listing, cases.values)]
