from .contact import (
    answer_distress,
    log_contact,
    no_safe_window,
    raise_distress,
    update_safe_contact,
)
from .dash import drop_half_dash, keep_half_dash, owe_reassessment, record_dash, threshold_for
from .files import allocate, close_file, hold_details, open_support, owe_support, release, reopen_file
from .groups import end_support_group, keep_register, start_support_group
from .marac import (
    agree_at_marac,
    decline_marac,
    heard_lately,
    recommend_marac,
    record_hearing,
    refer_to_marac,
    repeat_until,
    settle_marac_action,
)
from .measures import (
    confirm_safe_to_talk,
    enter_benefits,
    record_her_measure,
    safe_to_talk,
    show_at_table,
)
from .plans import choose_paper, write_safety_plan
from .recommended import answer_recommendation, take_recommendation
from .records import record_agreement
from .schedule import owe_measures
from .support import correct_support, log_support, take_back_support
from .term import review_support
from .thresholds import change_threshold, withdraw_threshold
from .updates import record_wish, release_update, tell_update

__all__ = [
    "agree_at_marac",
    "allocate",
    "answer_distress",
    "answer_recommendation",
    "change_threshold",
    "choose_paper",
    "close_file",
    "confirm_safe_to_talk",
    "correct_support",
    "decline_marac",
    "drop_half_dash",
    "end_support_group",
    "enter_benefits",
    "heard_lately",
    "hold_details",
    "keep_half_dash",
    "keep_register",
    "log_contact",
    "log_support",
    "no_safe_window",
    "open_support",
    "owe_measures",
    "owe_reassessment",
    "owe_support",
    "raise_distress",
    "recommend_marac",
    "record_agreement",
    "record_dash",
    "record_hearing",
    "record_her_measure",
    "record_wish",
    "refer_to_marac",
    "release",
    "release_update",
    "reopen_file",
    "repeat_until",
    "review_support",
    "safe_to_talk",
    "settle_marac_action",
    "show_at_table",
    "start_support_group",
    "take_back_support",
    "take_recommendation",
    "tell_update",
    "threshold_for",
    "update_safe_contact",
    "withdraw_threshold",
    "write_safety_plan",
]
