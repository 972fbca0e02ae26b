from .contact import answer_distress, log_contact, no_safe_window, raise_distress, update_safe_contact
from .dash import owe_reassessment, record_dash, threshold_for
from .files import allocate, close_file, hold_details, open_support, owe_support, release, reopen_file
from .groups import end_support_group, keep_register, start_support_group
from .plans import write_safety_plan
from .records import record_agreement, record_her_measure
from .support import correct_support, log_support, take_back_support
from .term import review_support
from .updates import record_wish, release_update, tell_update

__all__ = [
    "allocate",
    "answer_distress",
    "close_file",
    "correct_support",
    "end_support_group",
    "hold_details",
    "keep_register",
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
    "record_wish",
    "release",
    "release_update",
    "reopen_file",
    "review_support",
    "start_support_group",
    "take_back_support",
    "tell_update",
    "threshold_for",
    "update_safe_contact",
    "write_safety_plan",
]
