from .contact import answer_distress, contact, no_safe_window, safe_contact
from .file import her_file
from .listing import her_files
from .records import measure
from .running import allocate, open_support, reopen

__all__ = [
    "allocate",
    "answer_distress",
    "contact",
    "her_file",
    "her_files",
    "measure",
    "no_safe_window",
    "open_support",
    "reopen",
    "safe_contact",
]
