"""The summary of the whole service: exact at every moment, however much there is (docs/decisions/0039)."""

from .folding import begin_anew, fold, fold_everything
from .reading import facts_of, held_by_month, kept_by_month

__all__ = ["begin_anew", "facts_of", "fold", "fold_everything", "held_by_month", "kept_by_month"]
