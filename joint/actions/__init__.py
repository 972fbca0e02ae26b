from .flagging import flag_distress_at
from .suitability import decide_provisional, record_side, side_records
from .table import (
    SHARING_STOPPED,
    contribute,
    draft_report,
    flag_counter_allegation,
    flag_distress,
    hold_review,
    issue_report,
    log_disclosure,
    name_professional,
    professional_told,
    report_incident,
    review_counter_allegation,
    share_risk_note,
)

__all__ = [
    "SHARING_STOPPED",
    "contribute",
    "decide_provisional",
    "draft_report",
    "flag_counter_allegation",
    "flag_distress",
    "flag_distress_at",
    "hold_review",
    "issue_report",
    "log_disclosure",
    "name_professional",
    "professional_told",
    "record_side",
    "report_incident",
    "review_counter_allegation",
    "share_risk_note",
    "side_records",
]
