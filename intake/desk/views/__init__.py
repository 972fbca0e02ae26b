from .checking import acknowledge, details_held
from .duplicates import look_for_duplicates, merge_referral

__all__ = ["acknowledge", "details_held", "look_for_duplicates", "merge_referral"]
