"""The access matrix as rows: for each named URL, who gets it and from whom it is hidden. Everybody else gets 403."""

from collections.abc import Callable
from dataclasses import dataclass, field

# Every kind of person, strangers included (see tests/world.py).
PERSONAS = frozenset(
    {
        "social_worker",
        "colleague",
        "other_social_worker",
        "spoc",
        "facilitator",
        "other_facilitator",
        "manager",
        "iss_worker",
        "iss_manager",
        "other_iss_worker",
        "other_iss_manager",
        "opcc",
        "administrator",
        "dpo",
    }
)
EVERYBODY = PERSONAS
SOCIAL_WORKERS = frozenset({"social_worker", "colleague", "other_social_worker"})
FACILITATORS = frozenset({"facilitator", "other_facilitator"})
ISS = frozenset({"iss_worker", "iss_manager", "other_iss_worker", "other_iss_manager"})


@dataclass(frozen=True)
class Row:
    """Who may open a URL.

    ``who`` get ``status`` (200 unless said otherwise), ``hidden_from`` get 404 (their role may, but it is not theirs),
    everybody else 403, and without signing in one is sent to sign in. ``kwargs``: from a World with ``every_stage()``
    to the URL's arguments. ``method`` "post" for URLs that only act: an empty form is posted and undone again.
    ``public``: no sign-in needed.
    """

    who: frozenset = field(default_factory=frozenset)
    hidden_from: frozenset = field(default_factory=frozenset)
    kwargs: Callable = lambda world: {}
    method: str = "get"
    status: int = 200
    public: bool = False
