"""How two men's names compare: first and last, as written and the other way round. Pure."""

from dataclasses import dataclass
from math import log2

from rapidfuzz.distance import OSA

from .evidence import NOTHING, Evidence, typed_alike
from .words import names_in, root, sound

# Points of a first and of a last name, by how alike they are
EQUAL, SHORT, SOUNDS, TYPED, PART = "equal", "short", "sounds", "typed", "part"
INITIAL, NEAR, OTHER = "initial", "near", "other"
_FIRST = {EQUAL: 4, SHORT: 3.2, TYPED: 3, SOUNDS: 2.6, PART: 3, INITIAL: 0.8, NEAR: -0.5, OTHER: -8}
_LAST = {EQUAL: 6, SHORT: 4.5, TYPED: 4.8, SOUNDS: 4.2, PART: 4.5, INITIAL: 0.5, NEAR: -1, OTHER: -6}
_ORDER = (EQUAL, SHORT, TYPED, SOUNDS, PART, INITIAL, NEAR, OTHER)
_WORDS = {
    SHORT: "{} is a short or other form of the other one’s",
    TYPED: "{} differs by a typing error",
    SOUNDS: "{} sounds alike",
    PART: "Part of {} is the same",
    INITIAL: "{} has the same initial",
    NEAR: "{} differs by a letter",
    OTHER: "{} differs",
}
SWAPPED = Evidence(-0.8, "First and last name are swapped")


@dataclass(frozen=True)
class Names:
    first: tuple
    last: tuple

    @classmethod
    def of(cls, man):
        return cls(names_in(man.first_name), names_in(man.last_name))

    @property
    def swapped(self):
        return Names(self.last, self.first)


def names(one, other, *, namesakes=0):
    """A list of Evidence. ``namesakes``: how many others are known by a name like this; it then says less."""
    one, other = Names.of(one), Names.of(other)
    straight = _compare(one, other)
    swapped = [SWAPPED, *_compare(one, other.swapped)]
    best = max(straight, swapped, key=lambda found: sum(each.points for each in found))
    positive = sum(each.points for each in best if each.points > 0)
    if namesakes and positive > 5:
        best = [
            *best,
            Evidence(-min(4.5, log2(1 + namesakes / 5)), "It is a common name" if namesakes > 20 else ""),
        ]
    return best


def _compare(one, other):
    first, last = _alike(one.first, other.first), _alike(one.last, other.last)
    if first == last == EQUAL:
        return [Evidence(_FIRST[EQUAL] + _LAST[EQUAL], "The name is the same")]
    return [_said("The first name", first, _FIRST), _said("The last name", last, _LAST)]


def _said(which, how, points):
    if how is None:
        return NOTHING
    if how == EQUAL:
        return Evidence(points[EQUAL], f"{which} is the same")
    words = _WORDS[how].format(which[0].lower() + which[1:] if how == PART else which)
    return Evidence(points[how], words)


def _alike(ones, others):
    """How alike two parts of a name are, one or more words each; None where one is not known."""
    if not ones or not others:
        return None
    if ones == others or "".join(ones) == "".join(others):
        return EQUAL
    if len(ones) == len(others) == 1:
        return _word(ones[0], others[0])
    return _several(ones, others)


def _several(ones, others):
    """A double-barrelled last name, or a middle name that is not always written."""
    best = min((_word(a, b) for a in ones for b in others), key=_ORDER.index)
    if sorted(ones) == sorted(others):
        return EQUAL
    if best in {INITIAL, NEAR, OTHER}:
        joined = "".join(ones), "".join(others)
        return TYPED if typed_alike(*joined) else best
    return PART


def _word(one, other):
    if one == other:
        return EQUAL
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else OTHER
    if root(one) == root(other):
        return SHORT
    if typed_alike(one, other):
        return TYPED
    if len(sound(one)) > 1 and sound(one) == sound(other):
        return SOUNDS
    # In a name of three letters one letter may be an error as well as another name
    return NEAR if min(len(one), len(other)) == 3 and OSA.distance(one, other) == 1 else OTHER
