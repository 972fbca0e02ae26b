from .others import DisclosureForm, ProfessionalForm
from .safety import RiskNoteForm
from .table import DiscussionForm, MyTimeDiscussionForm

__all__ = [
    "DisclosureForm",
    "DiscussionForm",
    "MyTimeDiscussionForm",
    "ProfessionalForm",
    "RiskNoteForm",
]
