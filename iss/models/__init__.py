from .contact import Channel, HerContactAttempt, SafeContact, SafeNow
from .dash import Because, Dash, DashDraft, DashReason, DashThreshold
from .files import Deadline, HerStatusChange, PartnerFile
from .glass import Glass
from .marac import Consent, Marac, MaracAction
from .measures import HerMeasure, ShownAtTable
from .plans import PlanOnPaper, SafetyPlan
from .recommended import HerRecommendation
from .records import HerAgreement
from .restricting import Named, Restriction
from .support import Occasion, Support, SupportCorrection, SupportGroup
from .term import Ending, SupportReview
from .updates import ProgressUpdate, UpdateWish

__all__ = [
    "Because",
    "Channel",
    "Consent",
    "Dash",
    "DashDraft",
    "DashReason",
    "DashThreshold",
    "Deadline",
    "Ending",
    "Glass",
    "HerAgreement",
    "HerContactAttempt",
    "HerMeasure",
    "HerRecommendation",
    "HerStatusChange",
    "Marac",
    "MaracAction",
    "Named",
    "Occasion",
    "PartnerFile",
    "PlanOnPaper",
    "ProgressUpdate",
    "Restriction",
    "SafeContact",
    "SafeNow",
    "SafetyPlan",
    "ShownAtTable",
    "Support",
    "SupportCorrection",
    "SupportGroup",
    "SupportReview",
    "UpdateWish",
]
