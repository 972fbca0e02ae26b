"""What of a destroyed record stays, and with which columns emptied: facts that figures are made of, and no more.

Whatever hangs on a file and is not named here goes. Published figures count these facts again and stay what they are.
"""

import iss.models as hers
import programme.models as programme
import referrals.models as his
from joint.models import Pulse

# {model: {column: what stands in its place}}
STAYS = {
    his.Referral: {
        "abuse": "",
        "risk_known": "",
        "eligibility_override": "",
        "eligibility_warnings": [],
        "close_note": "",
        "availability": "",
        "referrer": None,
        "holder": None,
        "strangulation_signed_off_by": None,
        "counter_allegation": False,
        "strangulation": None,
        "risk_level": "",
    },
    his.Decision: {
        "findings": "",
        "risks": "",
        "recommendation_who": "",
        "alternatives": "",
        "recommend_dash": False,
        "recommend_marac": False,
        "recommendation_via": "",
        "recommendation_by_date": None,
        "by": None,
    },
    his.Deadline: {"excused_because": ""},
    his.HisMeasure: {"note": "", "asked_by": ""},
    programme.Enrolment: {},
    programme.Attendance: {"note": "", "distress_at": None, "by": None},
    Pulse: {},
    hers.PartnerFile: {
        "first_name": "",
        "last_name": "",
        "language": "",
        "children_note": "",
        "other_support": "",
        "closed_because": "",
        "worker": None,
        "interpreter_needed": None,
    },
    hers.Deadline: {"excused_because": ""},
    hers.HerMeasure: {"note": "", "asked_by": ""},
    hers.Support: {"note": ""},
}
# Of the man himself, once nothing of his is left: what figures are split by stays
MAN = {
    "first_name": "",
    "last_name": "",
    "date_of_birth": None,
    "phone": "",
    "email": "",
    "address": "",
    "language": "",
    "interpreter_needed": False,
    "reminders": "",
}
