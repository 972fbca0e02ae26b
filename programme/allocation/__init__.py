from .proposing import Proposal, propose
from .ranking import Offer, Suggestion, Waiting, suggestions

__all__ = ["Offer", "Proposal", "Suggestion", "Waiting", "propose", "suggestions"]
