from .children import ChildrenForm
from .circumstances import AbuseForm, WhyForm
from .her import HerContactForm, HerForm
from .him import AgreementForm, AvailabilityForm, HimForm
from .page import OverrideForm, PageForm

__all__ = [
    "AbuseForm",
    "AgreementForm",
    "AvailabilityForm",
    "ChildrenForm",
    "HerContactForm",
    "HerForm",
    "HimForm",
    "OverrideForm",
    "PageForm",
    "WhyForm",
]
