"""Search of his files by the beginning of each name and by parts of the reference (docs/decisions/0040)."""

from .finding import found, has_two
from .words import tokens_of

__all__ = ["found", "has_two", "tokens_of"]
