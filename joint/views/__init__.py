from .counter import counter_flag, counter_review
from .flagging import flag_distress_at
from .listing import joint
from .others import disclosures, professional_told, professionals
from .pair import pair
from .safety import flag_distress, risk_note
from .table import discussion

__all__ = [
    "counter_flag",
    "counter_review",
    "disclosures",
    "discussion",
    "flag_distress",
    "flag_distress_at",
    "joint",
    "pair",
    "professional_told",
    "professionals",
    "risk_note",
]
