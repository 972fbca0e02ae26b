from .again import refer_again
from .drafts import discard_draft, draft, drafts, start_referral
from .pages import autosave, draft_page
from .submission import draft_check, draft_receipt

__all__ = [
    "autosave",
    "discard_draft",
    "draft",
    "draft_check",
    "draft_page",
    "draft_receipt",
    "drafts",
    "refer_again",
    "start_referral",
]
