from .criteria import EligibilityRule
from .man import Man
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

__all__ = [
    "Agreement",
    "AssessmentOffer",
    "Channel",
    "Child",
    "ContactAttempt",
    "Deadline",
    "Decision",
    "EligibilityRule",
    "HisMeasure",
    "Man",
    "Overtaken",
    "Referral",
    "ReferralBack",
    "StatusChange",
]
