from .checking import acknowledge, details_held
from .duplicates import look_for_duplicates, merge_referral
from .queue import desk
from .sending import change_area, return_referral

__all__ = [
    "acknowledge",
    "change_area",
    "desk",
    "details_held",
    "look_for_duplicates",
    "merge_referral",
    "return_referral",
]
