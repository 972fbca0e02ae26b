from .contact import answer_distress, log_contact, no_safe_window, raise_distress, update_safe_contact
from .dash import owe_reassessment, record_dash, threshold_for
from .files import allocate, close_file, hold_details, open_support, owe_support, release, reopen_file
from .plans import write_safety_plan
from .records import log_support, record_agreement, record_her_measure

__all__ = [
    "allocate",
    "answer_distress",
    "close_file",
    "hold_details",
    "log_contact",
    "log_support",
    "no_safe_window",
    "open_support",
    "owe_reassessment",
    "owe_support",
    "raise_distress",
    "record_agreement",
    "record_dash",
    "record_her_measure",
    "release",
    "reopen_file",
    "threshold_for",
    "update_safe_contact",
    "write_safety_plan",
]
