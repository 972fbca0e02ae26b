from .others import DisclosureForm, ProfessionalForm
from .reports import ContributionForm, ReportForm
from .safety import RiskNoteForm
from .table import DiscussionForm, MyTimeDiscussionForm

__all__ = [
    "ContributionForm",
    "DisclosureForm",
    "DiscussionForm",
    "MyTimeDiscussionForm",
    "ProfessionalForm",
    "ReportForm",
    "RiskNoteForm",
]
