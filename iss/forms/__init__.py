from .contact import ContactForm, SafeContactForm
from .dash import DashForm
from .records import MeasureForm, SafetyPlanForm
from .running import AllocateForm

__all__ = [
    "AllocateForm",
    "ContactForm",
    "DashForm",
    "MeasureForm",
    "SafeContactForm",
    "SafetyPlanForm",
]
