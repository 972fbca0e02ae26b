from .conflicts import Conflict, NonAssociation
from .criteria import EligibilityRule
from .following import Handover, Message, Opened
from .man import ConditionLimits, LongCondition, Man
from .records import (
    Agreement,
    AssessmentOffer,
    Channel,
    Child,
    ContactAttempt,
    Deadline,
    Decision,
    HisMeasure,
    ReferralBack,
    StatusChange,
)
from .referral import Overtaken, Referral
from .told import Agency, Availability, Known, ProtectionOrder, Told

__all__ = [
    "Agency",
    "Agreement",
    "AssessmentOffer",
    "Availability",
    "Channel",
    "Child",
    "ConditionLimits",
    "Conflict",
    "ContactAttempt",
    "Deadline",
    "Decision",
    "EligibilityRule",
    "Handover",
    "HisMeasure",
    "Known",
    "LongCondition",
    "Man",
    "Message",
    "Opened",
    "NonAssociation",
    "Overtaken",
    "ProtectionOrder",
    "Referral",
    "ReferralBack",
    "StatusChange",
    "Told",
]
