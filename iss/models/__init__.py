from .contact import Channel, HerContactAttempt, SafeContact, SafeNow
from .dash import Because, Dash, DashDraft, DashReason, DashThreshold
from .files import Deadline, HerStatusChange, PartnerFile
from .plans import SafetyPlan
from .records import HerAgreement, HerMeasure
from .support import Occasion, Support, SupportCorrection, SupportGroup
from .term import Ending, SupportReview
from .updates import ProgressUpdate, UpdateWish

__all__ = [
    "Because",
    "Channel",
    "Dash",
    "DashDraft",
    "DashReason",
    "DashThreshold",
    "Deadline",
    "Ending",
    "HerAgreement",
    "HerContactAttempt",
    "HerMeasure",
    "HerStatusChange",
    "Occasion",
    "PartnerFile",
    "ProgressUpdate",
    "SafeContact",
    "SafeNow",
    "SafetyPlan",
    "Support",
    "SupportCorrection",
    "SupportGroup",
    "SupportReview",
    "UpdateWish",
]
