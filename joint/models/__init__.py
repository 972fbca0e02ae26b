from .discussions import SideRecord, TableItem
from .pairs import Pair
from .reviews import JointReview, Meeting, MeetingCase, Risk
from .sides import Side, Verdict
from .table import (
    Disclosure,
    Incident,
    Professional,
    Report,
    RiskNote,
)
from .tasks import Deadline, TableAction

__all__ = [
    "Deadline",
    "Disclosure",
    "Incident",
    "JointReview",
    "Meeting",
    "MeetingCase",
    "Pair",
    "Professional",
    "Report",
    "Risk",
    "RiskNote",
    "Side",
    "SideRecord",
    "TableAction",
    "TableItem",
    "Verdict",
]
