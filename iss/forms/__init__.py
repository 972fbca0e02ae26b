from .contact import ContactForm, SafeContactForm
from .dash import DashForm
from .records import MeasureForm, SafetyPlanForm, SupportForm
from .running import AllocateForm, CloseForm

__all__ = [
    "AllocateForm",
    "CloseForm",
    "ContactForm",
    "DashForm",
    "MeasureForm",
    "SafeContactForm",
    "SafetyPlanForm",
    "SupportForm",
]
