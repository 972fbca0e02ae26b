from .lists import referrals
from .messages import messages
from .reassigning import reassign_from, reassign_to, referrers, take_over

__all__ = ["messages", "reassign_from", "reassign_to", "referrals", "referrers", "take_over"]
