from .drafts import discard, expire, save_page, start_draft, warn_of_expiry
from .duplicates import likely_duplicates, merge
from .submission import submit

__all__ = [
    "discard",
    "expire",
    "likely_duplicates",
    "merge",
    "save_page",
    "start_draft",
    "submit",
    "warn_of_expiry",
]
