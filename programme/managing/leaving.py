"""Who may be about to leave, by plain rules that are shown beside the names. Pure.

Evaluation, section 4.6: of those accepted 24% never came and 55% left before the end.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """[D] settings.LEAVING_SIGNS: days of waiting, late sessions of the last four, days without a one-to-one contact."""

    waits_days: int
    late_of_last_four: int
    no_contact_days: int


@dataclass(frozen=True)
class Stands:
    """What the rules look at. ``waits_days``: None for a man who has a place; ``since_contact_days``: since the last
    one-to-one contact, or since he was enrolled where there was none, None for a man without a place."""

    waits_days: int | None = None
    missed_without_word: bool = False
    late_of_last_four: int = 0
    since_contact_days: int | None = None


@dataclass(frozen=True)
class Sign:
    """``rule``: in words, with the limit in it. ``act``: what to do, the name of a page of his file."""

    rule: str
    act: str
    words: str
    holds: Callable[[Stands, Limits], bool]

    def in_words(self, limits):
        return self.rule.format(limits=limits)


# In the order of what is done first
SIGNS = (
    Sign(
        "Missed his last session without contact, and nobody has spoken with him since",
        "log_contact",
        "Get in touch today",
        lambda stands, limits: stands.missed_without_word,
    ),
    Sign(
        "Waits for a place for {limits.waits_days} days or longer",
        "enrol",
        "Give him a place",
        lambda stands, limits: (stands.waits_days or 0) >= limits.waits_days,
    ),
    Sign(
        "Late at {limits.late_of_last_four} or more of his last four sessions",
        "plan_key_work",
        "Plan a one-to-one contact",
        lambda stands, limits: stands.late_of_last_four >= limits.late_of_last_four,
    ),
    Sign(
        "No one-to-one contact for {limits.no_contact_days} days or longer",
        "plan_key_work",
        "Plan a one-to-one contact",
        lambda stands, limits: (stands.since_contact_days or 0) >= limits.no_contact_days,
    ),
)


def signs_of(stands, limits):
    """The Signs that hold, the first to act on first."""
    return [sign for sign in SIGNS if sign.holds(stands, limits)]
