"""Is there anything in the words that he must not read? What is never said is refused; what may be a slip is asked about.

His side is not told her name, not even by a warning: a check that answers "that is she" would confirm a guess. So every
word that looks like the name of somebody who is not in this letter is asked about, and hers among them. Pure.
"""

import re
from dataclasses import dataclass

from django.conf import settings

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NUMBER = re.compile(r"\+?\d[\d ()-]{5,}\d")
_MAIL = re.compile(r"\S+@\S+\.\S+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Check:
    """``never``: parts that are refused; ``asked``: [(part, why)] to be answered for one by one."""

    never: tuple
    asked: tuple

    @property
    def parts(self):
        return [part for part, _ in self.asked]


def check(words, *, drafted, names=(), services=()):
    """``drafted``: the words as his record gave them, which say nothing of hers; ``names``: of people whom the
    referrer named on his side of the form, the children above all; ``services``: that support women."""
    lower = words.casefold()
    unsaid = (*settings.LETTERS_NEVER_SAY, *(name.casefold() for name in services))
    never = [part for part in unsaid if says(lower, part)]
    asked = dict.fromkeys(_named(words, drafted, names), "This may be the name of somebody else")
    known = drafted.casefold()
    for part in settings.LETTERS_ASK_ABOUT:
        if says(lower, part) and not says(known, part):
            asked[part] = "This may speak of somebody else"
    plain = _digits(drafted)
    for found in (*_NUMBER.findall(words), *_MAIL.findall(words), *_POSTCODE.findall(words)):
        if _digits(found) not in plain:
            asked[found.strip()] = "This may be a number or an address of somebody else"
    return Check(tuple(never), tuple(asked.items()))


def says(text, part):
    return re.search(rf"(?<!\w){re.escape(part)}(?!['’]?\w)", text) is not None


def _digits(text):
    return re.sub(r"[\s()-]", "", text.casefold())


def _named(words, drafted, names):
    """Words with a capital that the record did not put there; and, however written, names from the referrer's form."""
    known = {word.casefold() for word in _WORD.findall(drafted)} | settings.LETTERS_OPEN_WITH
    told = {word.casefold() for name in names for word in _WORD.findall(name)} - known
    for word in _WORD.findall(words):
        plain = re.sub(r"['’]s$", "", word)
        if plain.casefold() in told or (plain[:1].isupper() and plain.casefold() not in known):
            yield plain
