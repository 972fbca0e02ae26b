from .ladder import Climb, LadderRule, Next, Rung, kinds, next_ones
from .mails import Digest, MailChoice
from .outbox import Alert, Notice

__all__ = [
    "Alert",
    "Climb",
    "Digest",
    "LadderRule",
    "MailChoice",
    "Next",
    "Notice",
    "Rung",
    "kinds",
    "next_ones",
]
