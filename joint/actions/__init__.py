from .flagging import flag_distress_at
from .incidents import correct_incident, report_incident
from .items import bring_item, prepare_item, remove_item, take_back_item
from .meetings import (
    Elsewhere,
    call_meeting,
    end_meeting,
    hold_case,
    keep_draft,
    open_case,
    say_who_is_there,
    skip_case,
)
from .notes import share_risk_note, withdraw_risk_note
from .partners import open_her_file, open_no_file, pass_on_new_partner
from .professionals import name_professional, not_named_yet, professional_told
from .reviews import hold_review
from .suitability import decide_provisional, record_side, side_records, still_to_record
from .table import (
    contribute,
    draft_report,
    flag_counter_allegation,
    flag_distress,
    issue_report,
    log_disclosure,
    review_counter_allegation,
)
from .tasks import agree_action, answer_action, hand_over_action
from .words import SHARING_STOPPED

__all__ = [
    "SHARING_STOPPED",
    "Elsewhere",
    "agree_action",
    "answer_action",
    "bring_item",
    "call_meeting",
    "contribute",
    "correct_incident",
    "decide_provisional",
    "draft_report",
    "end_meeting",
    "flag_counter_allegation",
    "flag_distress",
    "flag_distress_at",
    "hand_over_action",
    "hold_case",
    "hold_review",
    "issue_report",
    "keep_draft",
    "log_disclosure",
    "name_professional",
    "not_named_yet",
    "open_case",
    "open_her_file",
    "open_no_file",
    "pass_on_new_partner",
    "prepare_item",
    "professional_told",
    "record_side",
    "remove_item",
    "report_incident",
    "review_counter_allegation",
    "say_who_is_there",
    "share_risk_note",
    "side_records",
    "skip_case",
    "still_to_record",
    "take_back_item",
    "withdraw_risk_note",
]
