"""Every write on his file, one function each: keyword-only, one transaction, who and when."""

from .assessment import find_provisionally_suitable, find_suitable, find_unsuitable, offer, record_outcome
from .closure import acknowledge_return, close, hold, record_plan, refer_back, reopen, resume, undo_closure
from .contact import log_contact
from .passing import acknowledge
from .records import record_agreement, record_measure

__all__ = [
    "acknowledge",
    "acknowledge_return",
    "close",
    "find_provisionally_suitable",
    "find_suitable",
    "find_unsuitable",
    "hold",
    "log_contact",
    "offer",
    "record_agreement",
    "record_measure",
    "record_outcome",
    "record_plan",
    "refer_back",
    "reopen",
    "resume",
    "undo_closure",
]
