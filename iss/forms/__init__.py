from .contact import ContactForm, SafeContactForm
from .records import MeasureForm
from .running import AllocateForm

__all__ = [
    "AllocateForm",
    "ContactForm",
    "MeasureForm",
    "SafeContactForm",
]
