from .contact import Channel, HerContactAttempt, SafeContact, SafeNow
from .dash import Because, Dash, DashDraft, DashReason, DashThreshold
from .files import Deadline, HerStatusChange, PartnerFile
from .plans import SafetyPlan
from .records import (
    HerAgreement,
    HerMeasure,
    Support,
)

__all__ = [
    "Because",
    "Channel",
    "Dash",
    "DashDraft",
    "DashReason",
    "DashThreshold",
    "Deadline",
    "HerAgreement",
    "HerContactAttempt",
    "HerMeasure",
    "HerStatusChange",
    "PartnerFile",
    "SafeContact",
    "SafeNow",
    "SafetyPlan",
    "Support",
]
