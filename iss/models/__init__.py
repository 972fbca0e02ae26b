from .files import Deadline, HerStatusChange, PartnerFile
from .records import (
    Channel,
    Dash,
    DashThreshold,
    HerAgreement,
    HerContactAttempt,
    HerMeasure,
    SafeContact,
    SafetyPlan,
    Support,
)

__all__ = [
    "Channel",
    "Dash",
    "DashThreshold",
    "Deadline",
    "HerAgreement",
    "HerContactAttempt",
    "HerMeasure",
    "HerStatusChange",
    "PartnerFile",
    "SafeContact",
    "SafetyPlan",
    "Support",
]
