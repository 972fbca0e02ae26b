"""Words in another language: which fields they need, what may not be in them, and what is missing. Pure but for missing().

Nobody here understands every language. What can be checked is checked; whoever writes them says that somebody who
reads the language has read them.
"""

import re
from collections import defaultdict
from string import Formatter

from django.conf import settings
from django.utils.timezone import localtime

from .occasions import LONGEST, MANNERS, Occasion

# One text message in any other alphabet
LONGEST_ELSEWHERE = 70
_PLAIN = re.compile(r"[\x20-\x7e\n£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà¡€]*")


def filled_in(words, *, moment, phone, link=""):
    local = localtime(moment)
    time = f"{local:%-I:%M%p}".lower()
    return words.format(day=f"{local:%A %-d %B}", time=time, phone=phone, link=link)


def fields_of(words):
    """The names in braces; ValueError where the braces are broken."""
    return {name for _, name, spec, how in Formatter().parse(words) if name is not None or spec or how}


def needed(occasion):
    return fields_of(MANNERS[Occasion(occasion)].english)


def faults(words, occasion):
    """What is wrong with words for an occasion, in sentences; none where they may be used."""
    try:
        found = fields_of(words)
        words.format(**dict.fromkeys(needed(occasion), "x"))
    except (ValueError, KeyError, IndexError, AttributeError):
        return [f"Use these fields and no others: {_listed(needed(occasion))}"]
    said = []
    if missing_fields := needed(occasion) - found:
        said.append(f"Put in {_listed(missing_fields)}")
    if others := found - needed(occasion):
        said.append(f"Take out {_listed(others)}: it is not known here")
    lower = words.casefold()
    if betraying := [word for word in settings.TEXTS_NEVER_SAY if word in lower]:
        said.append(f"Take out “{betraying[0]}”: the words must name neither him nor the programme")
    if re.search(r"https?:|www\.", lower):
        said.append("Take out the address of the website: the words must not lead to the programme")
    return said


def _listed(fields):
    return ", ".join(f"{{{field}}}" for field in sorted(fields))


def messages_long(words):
    """How many text messages the words take, filled in."""
    longest = LONGEST if _PLAIN.fullmatch(words) else LONGEST_ELSEWHERE
    return max(1, -(-len(words) // longest))


def by_language(wordings, languages):
    """[(language, {occasion: Wording or None})] of all languages that are spoken or written for, by name."""
    found, names = defaultdict(dict), {name.casefold(): name for name in sorted(languages) if name.strip()}
    for wording in wordings:
        names.setdefault(wording.language.casefold(), wording.language)
        found[wording.language.casefold()][wording.occasion] = wording
    names.pop("english", None)
    return [
        (name, {occasion: found[key].get(occasion) for occasion in Occasion})
        for key, name in sorted(names.items())
    ]
