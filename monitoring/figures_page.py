"""The figures as tables of a page: words for each number, and the definition under each table."""

from dataclasses import dataclass

OUTPUTS = {
    "referrals": "Referrals",
    "individuals": "Individual men",
    "assessed": "Men assessed",
    "accepted": "Men found suitable",
    "sessions_held": "Sessions held",
    "attendances": "Attendances",
    "completed": "Men who completed",
    "partners_referred": "Partners referred to the ISS",
    "partners_supported": "Partners supported",
    "trained_assessment_and_referral": "Social workers trained in assessment and referral",
    "trained_motivating": "Social workers trained in motivating men",
}
RATES = {
    "suitable_of_referrals": "Suitable men, of all referrals",
    "suitable_of_individuals": "Suitable, of all men referred",
    "suitable_of_assessed": "Suitable, of men assessed",
    "suitable_of_decided": "Suitable, of men with a decision",
    "completed_of_suitable": "Completed, of suitable men",
    "completed_of_started": "Completed, of suitable men who started",
    "completed_of_individuals": "Completed, of all men referred",
    "completed_of_referrals": "Completed, of all referrals",
    "no_session_of_suitable": "No session, of suitable men",
}
HOW_FAR = {
    "base": "Started (one session or more)",
    "one_session": "One session",
    "under_quarter": "Under a quarter",
    "quarter_to_half": "A quarter to a half",
    "half_to_three_quarters": "A half to three quarters",
    "three_quarters_to_all": "Three quarters to nearly all",
    "all": "All sessions",
    "still_attending": "Still attending (of those without all)",
    "dropped_out": "Dropped out (of those without all)",
    "closed_otherwise": "Closed otherwise (of those without all)",
}


@dataclass(frozen=True)
class Table:
    caption: str
    columns: list
    rows: list
    definition: str


def tables(figures, definitions):
    """``figures`` and ``definitions`` as from monitoring.figures."""
    return [
        Table(
            "Outputs", _columns("What", "Number"), _counts(figures["fig13"], OUTPUTS), definitions["fig13"]
        ),
        Table(
            "Rates",
            _columns("Rate", "Number", "Of", "Per cent"),
            [_rate(label, figures["rates"][name]) for name, label in RATES.items()],
            definitions["rates"],
        ),
        Table(
            "How far men came",
            _columns("Share of the sessions required", "Men"),
            _counts(figures["foi_completion"], HOW_FAR),
            definitions["foi_completion"],
        ),
        Table(
            "Progress by area",
            _columns("Area", "Referrals", "Any session", "Completed"),
            [_by_area(area, row) for area, row in figures["fig24"].items()],
            definitions["fig24"],
        ),
    ]


def _columns(first, *numbers):
    return [{"text": first}, *({"text": text, "numeric": True} for text in numbers)]


def _counts(figure, labels):
    return [[label, number(figure[name])] for name, label in labels.items()]


def _rate(label, rate):
    return [label, number(rate["numerator"]), number(rate["denominator"]), percentage(rate["pct"])]


def _by_area(area, row):
    name = {"total": "All areas", "not_recorded": "Not recorded"}.get(area, area)
    return [name, *(number(row[column]) for column in ("referrals", "any_session", "completed"))]


def number(value):
    """Thousands apart; what disclosure control hides stays as it says."""
    return f"{value:,}" if isinstance(value, int) else value or "Hidden"


def percentage(value):
    return "–" if value is None else f"{value}%"
