"""Figures that lead to cases, those of an area, and the register of training."""

from .policy import SOCIAL_WORKERS, Row

ISS_MANAGERS = frozenset({"iss_manager", "other_iss_manager"})

ROWS = {
    "area_figures": Row(who=SOCIAL_WORKERS),
    # a number of his side: the managers of hers have no such list, whoever commissions has none at all
    "counted_cases": Row(
        who=SOCIAL_WORKERS | {"manager"},
        hidden_from=ISS_MANAGERS,
        kwargs=lambda world: {"number": "fig13/accepted"},
    ),
}
