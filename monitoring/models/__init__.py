"""What monitoring keeps for itself: training of social workers, what was loaded, and what was released to whom."""

from .extracts import Extract
from .history import CohortLoad, LoadedRow, Training
from .releases import DisclosureRule, Release
from .targets import Target

__all__ = ["CohortLoad", "DisclosureRule", "Extract", "LoadedRow", "Release", "Target", "Training"]
