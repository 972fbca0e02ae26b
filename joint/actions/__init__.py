from .flagging import flag_distress_at
from .incidents import correct_incident, report_incident
from .issuing import HELD, Came, send_report, what_is_held, what_is_missing
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
from .reports import (
    ChangedMeanwhile,
    answer_held,
    contribute,
    correct_report,
    draft_of,
    report_acknowledged,
    report_opened,
    send_back,
    take_report_back,
    write_report,
)
from .reviews import hold_review
from .suitability import decide_provisional, record_side, side_records, still_to_record
from .table import (
    flag_counter_allegation,
    flag_distress,
    log_disclosure,
    review_counter_allegation,
)
from .tasks import agree_action, answer_action, hand_over_action
from .words import SHARING_STOPPED

__all__ = [
    "HELD",
    "SHARING_STOPPED",
    "Came",
    "ChangedMeanwhile",
    "Elsewhere",
    "agree_action",
    "answer_action",
    "answer_held",
    "bring_item",
    "call_meeting",
    "contribute",
    "correct_incident",
    "correct_report",
    "decide_provisional",
    "draft_of",
    "end_meeting",
    "flag_counter_allegation",
    "flag_distress",
    "flag_distress_at",
    "hand_over_action",
    "hold_case",
    "hold_review",
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
    "report_acknowledged",
    "report_incident",
    "report_opened",
    "review_counter_allegation",
    "say_who_is_there",
    "send_back",
    "send_report",
    "share_risk_note",
    "side_records",
    "skip_case",
    "still_to_record",
    "take_back_item",
    "take_report_back",
    "what_is_held",
    "what_is_missing",
    "withdraw_risk_note",
    "write_report",
]
