from .contact import ContactForm, SafeContactForm
from .dash import DashForm
from .records import AgreementForm, MeasureForm, SafetyPlanForm, SupportForm
from .running import AllocateForm, CloseForm

__all__ = [
    "AgreementForm",
    "AllocateForm",
    "CloseForm",
    "ContactForm",
    "DashForm",
    "MeasureForm",
    "SafeContactForm",
    "SafetyPlanForm",
    "SupportForm",
]
