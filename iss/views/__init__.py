from .contact import answer_distress, contact, no_safe_window, safe_contact
from .dash import dash, dash_result
from .file import her_file
from .listing import her_files
from .records import measure, safety_plan
from .running import allocate, open_support, reopen

__all__ = [
    "allocate",
    "answer_distress",
    "contact",
    "dash",
    "dash_result",
    "her_file",
    "her_files",
    "measure",
    "no_safe_window",
    "open_support",
    "reopen",
    "safe_contact",
    "safety_plan",
]
