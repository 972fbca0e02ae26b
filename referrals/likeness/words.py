"""Names, numbers and addresses brought into one form, so that they can be compared. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from referrals.spelling import plain

from .nicknames import ROOTS

# Small words of surnames: a form has them, the next one has not
_PARTICLES = frozenset("al el ul ur de da do dos van von der den la le bin ibn st mr dr".split())
# Written in one word as often as in two
_PREFIX = re.compile(r"\b(o|mc|mac) (?=\w\w)")
_SOUNDS = (
    ("sch", "s"),
    ("tch", "c"),
    ("szcz", "s"),
    ("cz", "c"),
    ("sz", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("ck", "c"),
    ("ph", "v"),
    ("gh", "g"),
    ("kh", "c"),
    ("dh", "d"),
    ("th", "t"),
    ("wr", "r"),
    ("kn", "n"),
    ("x", "cs"),
)
_UNHEARD = dict.fromkeys(map(ord, "aeiouyh"))
_DOUBLE = re.compile(r"(.)\1+")
_HOUSE = re.compile(r"\b(\d+)\s?([a-z]?)\b")
_LIKE = str.maketrans({"k": "c", "q": "c", "z": "s", "f": "v", "w": "v", "j": "y", "i": "y"})
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b")
_ABBREVIATED = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "dr": "drive",
    "ct": "court", "cres": "crescent", "gdns": "gardens", "pl": "place", "sq": "square", "tce": "terrace",
    "ter": "terrace", "flt": "flat",
}  # fmt: skip


def names_in(text):
    """The names of a first or last name in their order, without particles unless there is nothing else."""
    words = _PREFIX.sub(r"\1", plain(text)).split()
    return tuple(word for word in words if word not in _PARTICLES) or tuple(words)


def root(name):
    """The name that a nickname or another spelling stands for: "jimmy" is "james"."""
    return ROOTS.get(name, name)


@lru_cache(maxsize=4096)
def sound(name):
    """A rough skeleton: what is heard alike is written alike. Vowels count only where the name begins with one."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    name = name.translate(_LIKE)
    first = "a" if name[:1] in "aeiouyh" else name[:1]
    return _DOUBLE.sub(r"\1", first + name[1:].translate(_UNHEARD))


def number(phone):
    """The last nine digits of a telephone number, or "" where there are fewer."""
    digits = re.sub(r"\D", "", phone)
    return digits[-9:] if len(digits) >= 9 else ""


@dataclass(frozen=True)
class Place:
    """An address taken apart; each part is "" where it has none. ``house``: its first number, such as "12a"."""

    postcode: str = ""
    house: str = ""
    street: str = ""

    @classmethod
    def of(cls, address):
        text = plain(address)
        code = _POSTCODE.search(text)
        before = _POSTCODE.sub(" ", text)
        first = _HOUSE.search(before)
        words = (_ABBREVIATED.get(word, word) for word in before.split() if not word[0].isdigit())
        return cls(
            postcode=code[1] + code[2] if code else "",
            house=first[1] + first[2] if first else "",
            street=" ".join(word for word in words if len(word) > 1),
        )

    def __bool__(self):
        return bool(self.postcode or self.house or self.street)
