from .agreeing import AgreementForm
from .children import ChildrenForm
from .circumstances import AbuseForm, WhereForm
from .equality import EqualityForm
from .her import HerContactForm, HerForm
from .him import HimForm
from .others import OthersForm
from .page import OverrideForm, PageForm

__all__ = [
    "AbuseForm",
    "AgreementForm",
    "ChildrenForm",
    "EqualityForm",
    "HerContactForm",
    "HerForm",
    "HimForm",
    "OthersForm",
    "OverrideForm",
    "PageForm",
    "WhereForm",
]
