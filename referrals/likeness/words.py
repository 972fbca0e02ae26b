"""Names, numbers and addresses brought into one form, so that they can be compared. Pure."""

import re
import unicodedata

from .nicknames import ROOTS

# Letters that are not an ordinary letter with a mark on it
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n"}
)
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
_LIKE = str.maketrans({"k": "c", "q": "c", "z": "s", "f": "v", "w": "v", "j": "y", "i": "y"})
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b")
_ABBREVIATED = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "dr": "drive",
    "ct": "court", "cres": "crescent", "gdns": "gardens", "pl": "place", "sq": "square", "tce": "terrace",
    "ter": "terrace", "flt": "flat",
}  # fmt: skip


def plain(text):
    """Lower case letters and digits without marks, other characters as spaces: "Zieliński" is "zielinski"."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"[’'`´]", "", text)
    return " ".join(re.sub(r"[^\w]+|_", " ", text).split())


def names_in(text):
    """The names of a first or last name in their order, without particles unless there is nothing else."""
    words = _PREFIX.sub(r"\1", plain(text)).split()
    return tuple(word for word in words if word not in _PARTICLES) or tuple(words)


def root(name):
    """The name that a nickname or another spelling stands for: "jimmy" is "james"."""
    return ROOTS.get(name, name)


def sound(name):
    """A rough skeleton: what is heard alike is written alike. Vowels count only where the name begins with one."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    name = name.translate(_LIKE)
    skeleton = re.sub(r"[aeiouyh]", "", name[1:])
    first = "a" if name[:1] in "aeiouyh" else name[:1]
    return re.sub(r"(.)\1+", r"\1", first + skeleton)


def number(phone):
    """The last nine digits of a telephone number, or "" where there are fewer."""
    digits = re.sub(r"\D", "", phone)
    return digits[-9:] if len(digits) >= 9 else ""


def postcode(address):
    found = _POSTCODE.search(plain(address))
    return found[1] + found[2] if found else ""


def house(address):
    """The first number of the address, such as "12a"; "" where it has none."""
    before = _POSTCODE.sub(" ", plain(address))
    found = re.search(r"\b(\d+)\s?([a-z]?)\b", before)
    return found[1] + found[2] if found else ""


def street(address):
    """The words of the address without its postcode and numbers, abbreviations written out."""
    before = _POSTCODE.sub(" ", plain(address))
    words = (_ABBREVIATED.get(word, word) for word in before.split() if not word[0].isdigit())
    return " ".join(word for word in words if len(word) > 1)
