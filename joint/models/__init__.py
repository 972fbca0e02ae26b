from .discussions import SideRecord, TableItem
from .incidents import Incident, Reporter, RiskNote
from .others import Disclosure, NewPartner, Professional
from .pairs import Pair
from .reviews import JointReview, Meeting, MeetingCase, Risk
from .sides import Side, Verdict
from .table import Report
from .tasks import Deadline, TableAction

__all__ = [
    "Deadline",
    "Disclosure",
    "Incident",
    "JointReview",
    "Meeting",
    "MeetingCase",
    "NewPartner",
    "Pair",
    "Professional",
    "Report",
    "Reporter",
    "Risk",
    "RiskNote",
    "Side",
    "SideRecord",
    "TableAction",
    "TableItem",
    "Verdict",
]
