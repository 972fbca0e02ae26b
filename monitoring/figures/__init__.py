"""The figures: one definition each, in SQL over the facts of a period, with its words beside it."""

import inspect
from enum import StrEnum

from accounts.acting import for_the_service

from .completion import BANDS, HALF_BY_AREA, NUMBERS, half_by_area, how_far, rates
from .decisions import DECISIONS, REASONS, decisions_by_area, unsuitable_reasons
from .disclosure import protect
from .facts import Facts, Figure
from .gaps import OF_PARTNERS, OF_REFERRALS, SESSIONS, TRAINING, not_recorded
from .groups import SUMS, age, children, days_to_assessment, days_to_first_session, days_to_offer
from .outputs import OUTPUTS, outputs
from .partners import BENEFITS, KINDS, REFERRED, sum_of_benefits, support_types
from .period import Only, Period
from .referred import BY_AREA, BY_SOURCE, QUARTERS, progress_by_area, progress_by_source, referrals_by_quarter
from .rule import USUAL, Rule

__all__ = ["DEFINITIONS", "FIGURES", "WITHIN", "Audience", "Only", "Period", "compute"]


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

# Exact, for those who may see every number: no part of what is released
WITHIN = {"half_by_area": half_by_area}

# All that they ask
QUERIES = (
    *(
        OUTPUTS,
        DECISIONS,
        REASONS,
        QUARTERS,
        SUMS,
        BY_AREA,
        BY_SOURCE,
        BENEFITS,
        KINDS,
        REFERRED,
        BANDS,
        HALF_BY_AREA,
        NUMBERS,
    ),
    *(OF_REFERRALS, SESSIONS, OF_PARTNERS, TRAINING),
)

# The words of each figure, for a page to show beside it
DEFINITIONS = {
    name: " ".join((inspect.getdoc(figure) or "").split()) for name, figure in (FIGURES | WITHIN).items()
}


@for_the_service("figures count rows; no row leaves")
def compute(
    period: Period, audience: Audience, rule: Rule = USUAL, facts: Facts | None = None
) -> dict[str, Figure]:
    """All figures of the period; exact for internal use, protected by ``rule`` for the public.

    ``facts``: of the same period, where some of their answers are known already.
    """
    facts = facts or Facts(period)
    facts.gather(QUERIES)
    figures = {name: figure(facts) for name, figure in FIGURES.items()}
    return figures if audience == Audience.INTERNAL else protect(figures, rule)
