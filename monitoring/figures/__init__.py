"""The figures: one definition each, in SQL over the facts of a period, with its words beside it."""

import inspect
from enum import StrEnum

from .completion import how_far, rates
from .decisions import decisions_by_area, unsuitable_reasons
from .disclosure import protect
from .facts import Facts, Figure
from .gaps import not_recorded
from .groups import age, children, days_to_assessment, days_to_first_session, days_to_offer
from .outputs import outputs
from .partners import sum_of_benefits, support_types
from .period import Only, Period
from .referred import progress_by_area, progress_by_source, referrals_by_quarter

__all__ = ["DEFINITIONS", "FIGURES", "Audience", "Only", "Period", "compute"]


class Audience(StrEnum):
    INTERNAL = "internal"
    PUBLIC = "public"


FIGURES = {
    "fig13": outputs,
    "fig18": decisions_by_area,
    "fig19": unsuitable_reasons,
    "fig20": referrals_by_quarter,
    "fig21": days_to_offer,
    "fig22": days_to_assessment,
    "fig23": days_to_first_session,
    "fig24": progress_by_area,
    "fig25": progress_by_source,
    "fig26": age,
    "fig27": children,
    "fig30": sum_of_benefits,
    "support_types": support_types,
    "foi_completion": how_far,
    "rates": rates,
    "not_recorded": not_recorded,
}

# The words of each figure, for a page to show beside it
DEFINITIONS = {name: " ".join((inspect.getdoc(figure) or "").split()) for name, figure in FIGURES.items()}


def compute(period: Period, audience: Audience) -> dict[str, Figure]:
    """All figures of the period; exact for internal use, protected against disclosure for the public."""
    facts = Facts(period)
    figures = {name: figure(facts) for name, figure in FIGURES.items()}
    return figures if audience == Audience.INTERNAL else protect(figures)
