"""Words of letters that an administrator writes: which fields they may use, and what may not be in them. Pure."""

from django.conf import settings

from texts.wordings import fields_of

from .checking import says
from .fields import OPTIONAL
from .kinds import MANNERS, LetterKind


def may_use(kind):
    return MANNERS[LetterKind(kind)].fields


def must_use(kind):
    """What our own words use and cannot be left out of any others."""
    manner = MANNERS[LetterKind(kind)]
    return fields_of(manner.words) - OPTIONAL


def faults(heading, words, kind):
    """What is wrong with them, in sentences; none where they may be used."""
    try:
        found = fields_of(heading) | fields_of(words)
        (heading + words).format(**dict.fromkeys(may_use(kind), "x"))
    except (ValueError, KeyError, IndexError, AttributeError):
        return [f"Use these fields and no others: {listed(may_use(kind))}"]
    said = []
    if others := found - may_use(kind):
        said.append(f"Take out {listed(others)}: it is not a field of this letter")
    if missing := must_use(kind) - found:
        said.append(f"Put in {listed(missing)}")
    lower = f"{heading} {words}".casefold()
    if never := [part for part in settings.LETTERS_NEVER_SAY if says(lower, part)]:
        said.append(f"Take out “{never[0]}”: no letter to him says that")
    return said


def listed(fields):
    return ", ".join(f"{{{field}}}" for field in sorted(fields))
