from .asking import AnswerDocument, InformationAnswer, InformationRequest
from .conflicts import Conflict, NonAssociation
from .criteria import EligibilityRule
from .following import Handover, Message, Opened
from .glass import Glass
from .likeness import ManKey, NotTheSame
from .man import ConditionLimits, LongCondition, Man, name_of
from .measures import Questions, Rating
from .onward import SETTLED, CameOfIt, OnwardOutcome, OnwardReferral
from .recommended import RecommendationAnswer
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
from .restricting import Named, Restriction
from .searching import SearchWord
from .told import Agency, Availability, Known, ProtectionOrder, Told

__all__ = [
    "SETTLED",
    "Agency",
    "Agreement",
    "AnswerDocument",
    "AssessmentOffer",
    "Availability",
    "CameOfIt",
    "Channel",
    "Child",
    "ConditionLimits",
    "Conflict",
    "ContactAttempt",
    "Deadline",
    "Decision",
    "EligibilityRule",
    "Glass",
    "Handover",
    "HisMeasure",
    "InformationAnswer",
    "InformationRequest",
    "Known",
    "LongCondition",
    "Man",
    "ManKey",
    "Message",
    "Named",
    "NonAssociation",
    "NotTheSame",
    "OnwardOutcome",
    "OnwardReferral",
    "Opened",
    "Overtaken",
    "ProtectionOrder",
    "Questions",
    "Rating",
    "RecommendationAnswer",
    "Referral",
    "ReferralBack",
    "Restriction",
    "SearchWord",
    "StatusChange",
    "Told",
    "name_of",
]
