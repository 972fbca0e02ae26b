from .distress import answer_distress
from .file import her_file
from .listing import her_files
from .running import allocate, open_support, reopen

__all__ = [
    "allocate",
    "answer_distress",
    "her_file",
    "her_files",
    "open_support",
    "reopen",
]
