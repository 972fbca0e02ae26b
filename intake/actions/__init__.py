from intake.merging import merge

from .again import start_again
from .areas import change_area
from .drafts import (
    Elsewhere,
    discard,
    drop_document,
    expire,
    keep_document,
    save_page,
    start_draft,
    warn_of_expiry,
)
from .submission import submit

__all__ = [
    "Elsewhere",
    "change_area",
    "discard",
    "drop_document",
    "expire",
    "keep_document",
    "merge",
    "save_page",
    "start_again",
    "start_draft",
    "submit",
    "warn_of_expiry",
]
