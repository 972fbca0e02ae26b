from .pairs import Pair
from .table import (
    Disclosure,
    Incident,
    JointReview,
    Professional,
    Report,
    RiskNote,
    Side,
    SideRecord,
    Verdict,
)

__all__ = [
    "Disclosure",
    "Incident",
    "JointReview",
    "Pair",
    "Professional",
    "Report",
    "RiskNote",
    "Side",
    "SideRecord",
    "Verdict",
]
