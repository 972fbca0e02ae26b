"""Whether two descriptions may be of the same man: points, a band and the reasons in plain words. Pure.

What is missing on either side counts neither for nor against.
"""

from dataclasses import dataclass
from enum import StrEnum

from .evidence import MOST_OF_HOME, address, children, date_of_birth, phone
from .names import names

# [D] Thresholds, set on invented pairs (docs/decisions/0011)
SAME_FROM, PERHAPS_FROM = 17.5, 11.5


class Band(StrEnum):
    SAME = "same"
    PERHAPS = "perhaps"
    NO = "no"

    @property
    def words(self):
        return {
            "same": "Very likely the same man",
            "perhaps": "May be the same man",
            "no": "Not the same man",
        }[self]


@dataclass(frozen=True)
class Likeness:
    """``reasons``: what speaks for it, strongest first; ``against``: what speaks against it."""

    score: float
    band: Band
    reasons: tuple[str, ...]
    against: tuple[str, ...]


def likeness(one, other, *, namesakes=0):
    """Compare two Descriptions. ``namesakes``: how many others bear a name like theirs, as far as that is known."""
    found = [
        *_himself(one, other, namesakes),
        address(one.address, other.address),
        children(one.children, other.children),
    ]
    score = sum(each.points for each in found)
    said = sorted((each for each in found if each.reason), key=lambda each: -abs(each.points))
    return Likeness(
        score=round(score, 1),
        band=Band.SAME if score >= SAME_FROM else Band.PERHAPS if score >= PERHAPS_FROM else Band.NO,
        reasons=tuple(each.reason for each in said if each.points > 0),
        against=tuple(each.reason for each in said if each.points < 0),
    )


def could_be(one, other, *, namesakes=0):
    """False where not even the same address and children would make them one: most of whom a key has in common."""
    return sum(each.points for each in _himself(one, other, namesakes)) + MOST_OF_HOME >= PERHAPS_FROM


def _himself(one, other, namesakes):
    return [
        *names(one, other, namesakes=namesakes),
        date_of_birth(one.date_of_birth, other.date_of_birth),
        phone(one.phone, other.phone),
    ]
