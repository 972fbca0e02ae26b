from .others import DisclosureForm, ProfessionalForm
from .reports import ContributionForm, ReportForm
from .safety import IncidentForm, RiskNoteForm
from .table import DiscussionForm, MyTimeDiscussionForm, ReviewForm

__all__ = [
    "ContributionForm",
    "DisclosureForm",
    "DiscussionForm",
    "IncidentForm",
    "MyTimeDiscussionForm",
    "ProfessionalForm",
    "ReportForm",
    "ReviewForm",
    "RiskNoteForm",
]
