"""What two descriptions of one man nearly always have in common, in spite of a mistake or two: equal keys find him.

Each key is a keyed hash (HMAC) of a few letters and digits: the table of keys can be searched for equality and for
nothing else, and says nothing to whoever reads it without the secret. Pure, but for the secret.
"""

import hashlib
import hmac
from itertools import combinations

from django.conf import settings

from .words import Place, names_in, number, root, sound

# What a shared key of a kind is worth when more men share one than can be compared
WEIGHTS = {
    "names": 3,
    "born": 3,
    "born-name": 2,
    "initial": 1,
    "phone": 4,
    "home": 3,
    "home-name": 2,
    "child": 2,
}
MOST_NAMES = 4


def keys(man):
    """{(kind, what is hashed)} of a Description."""
    spoken = sorted({_heard(name) for name in _names(man)})
    return {
        *(("names", f"{a} {b}") for a, b in combinations(spoken, 2)),
        *_initials(man),
        *_born(man, spoken),
        *_home(man, spoken),
        *_children(man, spoken),
        *((("phone", number(man.phone)),) if number(man.phone) else ()),
    }


def tokens(man):
    """{token: kind}: the keys as signed 64-bit numbers."""
    secret = settings.LIKENESS_KEY.encode()
    return {_token(secret, kind, value): kind for kind, value in keys(man)}


def _token(secret, kind, value):
    digest = hmac.digest(secret, f"{kind}|{value}".encode(), hashlib.sha256)
    return int.from_bytes(digest[:8], "big", signed=True)


def _heard(name):
    return sound(root(name))


def _names(man):
    return (*names_in(man.first_name)[:2], *names_in(man.last_name)[:2])[:MOST_NAMES]


def _initials(man):
    """One name as heard and the first letter of the other: a mistake inside the other one changes nothing."""
    firsts, lasts = names_in(man.first_name)[:1], names_in(man.last_name)[:2]
    for first in firsts:
        for last in lasts:
            yield "initial", f"{_heard(first)} {last[:1]}"
            yield "initial", f"{_heard(last)} {first[:1]}"


def _born(man, spoken):
    """The whole date, day and month in either order; and any two of its three parts with one of the names."""
    day = man.date_of_birth
    if day is None:
        return
    low, high = sorted((day.day, day.month))
    yield "born", f"{day.year} {low} {high}"
    for name in spoken:
        yield "born-name", f"ym {day.year} {day.month} {name}"
        yield "born-name", f"yd {day.year} {day.day} {name}"
        yield "born-name", f"md {low} {high} {name}"


def _home(man, spoken):
    place = Place.of(man.address)
    if not place.postcode:
        return
    if place.house:
        yield "home", f"{place.postcode} {place.house}"
    for name in spoken:
        yield "home-name", f"{place.postcode} {name}"


def _children(man, spoken):
    for kid in man.children:
        for child in names_in(kid.first_name)[:1]:
            for name in spoken:
                yield "child", f"{_heard(child)} {name}"
