from .ladder import Climb, LadderRule, Next, Rung, kinds, next_ones
from .outbox import Alert, Notice

__all__ = ["Alert", "Climb", "LadderRule", "Next", "Notice", "Rung", "kinds", "next_ones"]
