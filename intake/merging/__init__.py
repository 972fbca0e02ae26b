"""Merge duplicates, make two men one, tell them apart, and take all of it back."""

from .merge import merge, not_the_same_man, same_man
from .rules import ways, why_not_join, why_not_merge
from .undo import undo, why_not_undo

__all__ = [
    "merge",
    "not_the_same_man",
    "same_man",
    "undo",
    "ways",
    "why_not_join",
    "why_not_merge",
    "why_not_undo",
]
