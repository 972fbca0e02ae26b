"""What monitoring keeps for itself: training of social workers, what was loaded, what was
released to whom, the quarterly returns and the requests for information."""

from .copies import CopyDeadline, CopyRequest
from .extracts import Extract
from .foi import Clarification, FoiDeadline, FoiNote, FoiRequest, Requester, YearCost
from .glass import GlassDeadline
from .history import CohortLoad, LoadedRow
from .papers import MadePaper
from .quality import CompletenessTarget
from .reading import UnusualReading
from .releases import DisclosureRule, Release
from .retention import Destruction, Hold, Kept, RetentionRule
from .returns import CaseStudy, QuarterlyReturn, ReturnDeadline, ReturnPart, ReturnRule
from .saved import SavedFilter
from .services import WHOLE_YEAR, OtherCount, OtherService
from .summary import SummaryPart, SummaryStale, SummaryTotal
from .targets import Target
from .training import Training

__all__ = [
    "WHOLE_YEAR",
    "CaseStudy",
    "Clarification",
    "CohortLoad",
    "CompletenessTarget",
    "CopyDeadline",
    "CopyRequest",
    "Destruction",
    "DisclosureRule",
    "Extract",
    "FoiDeadline",
    "FoiNote",
    "FoiRequest",
    "GlassDeadline",
    "Hold",
    "Kept",
    "LoadedRow",
    "MadePaper",
    "OtherCount",
    "OtherService",
    "QuarterlyReturn",
    "Release",
    "Requester",
    "RetentionRule",
    "ReturnDeadline",
    "ReturnPart",
    "ReturnRule",
    "SavedFilter",
    "SummaryPart",
    "SummaryStale",
    "SummaryTotal",
    "Target",
    "Training",
    "UnusualReading",
    "YearCost",
]
