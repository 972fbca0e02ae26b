from .discussions import SideRecord, TableItem
from .incidents import Incident, Reporter, RiskNote
from .others import Disclosure, NewPartner, Professional
from .pairs import Pair
from .pulse import Pulse
from .reports import IssuedPaper, Report, ReportOpened
from .reviews import JointReview, Meeting, MeetingCase, Risk
from .sides import Side, Verdict
from .tasks import Deadline, TableAction

__all__ = [
    "Deadline",
    "Disclosure",
    "Incident",
    "IssuedPaper",
    "JointReview",
    "Meeting",
    "MeetingCase",
    "NewPartner",
    "Pair",
    "Professional",
    "Pulse",
    "Report",
    "ReportOpened",
    "Reporter",
    "Risk",
    "RiskNote",
    "Side",
    "SideRecord",
    "TableAction",
    "TableItem",
    "Verdict",
]
