"""One plain form of what is written in many ways. Pure."""

import re
import unicodedata

# Letters that are not an ordinary letter with a mark on it
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n"}
)
_BETWEEN_WORDS = re.compile(r"[^\w]+|_")
_APOSTROPHES = dict.fromkeys(map(ord, "’'`´"))


def plain(text):
    """Lower case letters and digits without marks, other characters as spaces: "Zieliński" is "zielinski"."""
    text = text.casefold().translate(_APOSTROPHES)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(_BETWEEN_WORDS.sub(" ", text).split())
