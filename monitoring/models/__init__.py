"""What monitoring keeps for itself: training of social workers, what was loaded, what was
released to whom, the quarterly returns and the requests for information."""

from .extracts import Extract
from .foi import Clarification, FoiDeadline, FoiNote, FoiRequest, Requester, YearCost
from .history import CohortLoad, LoadedRow, Training
from .releases import DisclosureRule, Release
from .returns import CaseStudy, QuarterlyReturn, ReturnDeadline, ReturnPart, ReturnRule
from .targets import Target

__all__ = [
    "CaseStudy",
    "Clarification",
    "CohortLoad",
    "DisclosureRule",
    "Extract",
    "FoiDeadline",
    "FoiNote",
    "FoiRequest",
    "LoadedRow",
    "QuarterlyReturn",
    "Release",
    "Requester",
    "ReturnDeadline",
    "ReturnPart",
    "ReturnRule",
    "Target",
    "Training",
    "YearCost",
]
