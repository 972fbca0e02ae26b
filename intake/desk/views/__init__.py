from .checking import acknowledge, details_held
from .duplicates import look_for_duplicates, merges, told_apart
from .merging import merge_of, merge_referral, merged, one_man
from .queue import desk
from .sending import change_area, return_referral

__all__ = [
    "acknowledge",
    "change_area",
    "desk",
    "details_held",
    "look_for_duplicates",
    "merge_of",
    "merge_referral",
    "merged",
    "merges",
    "one_man",
    "return_referral",
    "told_apart",
]
