"""Whether two men may be one: compared by his side alone, found among all without reading them all.

``likeness`` compares two Descriptions (pure). ``find`` looks for the man described among all whom somebody may know of.
``remember`` keeps the keys by which he is found; every action that makes or changes a man calls it.
"""

from .finding import Finding, find, find_all
from .people import Description, Kid
from .remembering import describe, describe_all, remember, remember_all, remember_everybody
from .scoring import Band, Likeness, likeness

__all__ = [
    "Band",
    "Description",
    "Finding",
    "Kid",
    "Likeness",
    "describe",
    "describe_all",
    "find",
    "find_all",
    "likeness",
    "remember",
    "remember_all",
    "remember_everybody",
]
