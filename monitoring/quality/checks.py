"""What records are checked for, as a table. A new check is a new row.

What is missing is what the figures call not recorded (`monitoring.figures.gaps`): one condition serves both.
"""

from monitoring.figures import gaps
from timescales.promises import Promise

from .check import DECIDED, SUITABLE, Check, Kind, Side
from .contradictions import CONTRADICTORY, DUPLICATED

OFFERED = f"(r.offered_date is not null or r.attended_date is not null or {DECIDED})"

# Column of referrals.csv, its words, what puts it right, where it is due, whether the referrer may know it
_HIS = (
    ("person_ref", "Which man it is", "Look whether he was referred before", "true", False),
    ("area", "Area", "Ask the referrer which authority it is", "true", True),
    ("source", "Source of the referral", "Ask the referrer", "true", True),
    ("received_on", "Day received", "Look in the older records", "true", False),
    ("contacted_at", "Contact with him", "Record when he was first spoken to", OFFERED, False),
    (
        "assessment_offered_on",
        "Assessment offered",
        "Record the day it was offered",
        f"(r.attended_date is not null or {DECIDED})",
        False,
    ),
    ("assessment_attended_on", "Assessment attended", "Record the day he came", DECIDED, False),
    ("decision", "Decision after assessment", "Record the decision", "r.attended_date is not null", False),
    ("decision_on", "Day of the decision", "Record the day", DECIDED, False),
    (
        "unsuitable_reason",
        "Reason for unsuitable",
        "Record the reason with the decision",
        "r.decision = 'unsuitable'",
        False,
    ),
    ("first_session_offered_on", "First session offered", "Record the day", SUITABLE, False),
    ("sessions_required", "Sessions required", "Enrol him, or look in the older records", SUITABLE, False),
    ("sessions_attended", "Sessions on record", "Take the registers", SUITABLE, False),
    (
        "completed_on",
        "Completion of who has every session",
        "Record the completion",
        "r.id in (select latest_id from person where completed or credited >= required)",
        False,
    ),
    ("closed_on", "Day of closing", "Look in the older records", "r.close_reason <> ''", False),
    (
        "close_reason",
        "Reason for closing",
        "Look in the older records",
        "r.closed_date is not null and r.completed_date is null",
        False,
    ),
    ("age_at_referral", "Age at referral", "Ask the referrer for his date of birth", "true", True),
    ("ethnicity", "Ethnic group", "Ask the referrer, or him. “Not asked” is an answer", "true", True),
    ("religion", "Religion", "Ask the referrer, or him. “Not asked” is an answer", "true", True),
    ("additional_needs", "Additional needs", "Ask him. “Nothing that is known” is an answer", "true", True),
    ("children_ages", "Children's ages", "Ask the referrer", "true", True),
    ("children_count", "Number of children", "Ask the referrer", "true", True),
)
# Column of partners.csv, its words, what puts it right, where it is due
_HERS = (
    ("my_time_ref", "Link to his referral", "Ask My Time which referral it is", "true"),
    ("referred_on", "Day referred", "Look in the older records", "true"),
    (
        "contacted_at",
        "Contact before support",
        "Record when she was first spoken to",
        "id in (select partner_id from support)",
    ),
    ("support", "Support after contact", "Record what she was given", "contacted_at is not null"),
    ("satisfaction", "How satisfied she is", "Ask her, where it is safe", "true"),
    ("health_wellbeing", "Her health and wellbeing", "Ask her, where it is safe", "true"),
    ("everyday_life", "Her everyday life", "Ask her, where it is safe", "true"),
    ("safety", "How safe she feels", "Ask her, where it is safe", "true"),
)
_LATE_HIS = {
    Promise.WRITTEN_AGREEMENT: "agreement",
    Promise.WRITTEN_AT_ONCE: "agreement",
    Promise.INITIAL_MEASURES: "",
    Promise.MIDWAY_MEASURES: "",
    Promise.END_MEASURES: "",
    Promise.FOLLOW_UP_MEASURES: "",
    Promise.MIDWAY_REPORT: "",
    Promise.COMPLETION_REPORT: "",
    Promise.CSC_REVIEW: "",
}
_LATE_HERS = (
    Promise.CONTACT_HER,
    Promise.INITIAL_MEASURES,
    Promise.MIDWAY_MEASURES,
    Promise.END_MEASURES,
    Promise.FOLLOW_UP_MEASURES,
    Promise.SUPPORT_REVIEW,
)
LATE = "{row} in (select {key} from {table} where promise = '{promise}' and due_at <= %(now)s and kept_at is null "
LATE += "and stopped_at is null and excused_at is null and paused_at is null)"


def _missing() -> list[Check]:
    his = [
        Check(column, Kind.MISSING, Side.HIS, words, do, gaps.REFERRALS[column], due, column, asks)
        for column, words, do, due, asks in _HIS
    ]
    hers = [
        Check(f"her_{column}", Kind.MISSING, Side.HERS, words, do, gaps.PARTNERS[column], due, column)
        for column, words, do, due in _HERS
    ]
    return his + hers


def _late() -> list[Check]:
    his = {"row": "r.id", "key": "referral_id", "table": "referrals_deadline"}
    hers = {"row": "id", "key": "partner_file_id", "table": "iss_deadline"}
    return [
        *(
            _late_check(f"late_{promise}", Side.HIS, promise, LATE.format(**his, promise=promise), page)
            for promise, page in _LATE_HIS.items()
        ),
        *(
            _late_check(f"her_late_{promise}", Side.HERS, promise, LATE.format(**hers, promise=promise), "")
            for promise in _LATE_HERS
        ),
        Check(
            "late_register",
            Kind.LATE,
            Side.SESSIONS,
            "Register not taken in time",
            "Take the register",
            LATE.format(row="s.id", key="session_id", table="programme_deadline", promise=Promise.REGISTER),
        ),
    ]


def _late_check(code: str, side: Side, promise: Promise, wrong: str, page: str) -> Check:
    return Check(code, Kind.LATE, side, str(promise.label), "Do it, or record why not", wrong, page=page)


CHECKS = (*_missing(), *_late(), *CONTRADICTORY, *DUPLICATED)
BY_CODE = {check.code: check for check in CHECKS}
