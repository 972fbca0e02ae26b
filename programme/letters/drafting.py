"""From the record to the words of a letter."""

import re

from programme.models import LetterWording
from texts.wordings import fields_of

from .fields import FIELDS, OPTIONAL, Source, values
from .kinds import MANNERS, LetterKind

# Stands where the record says nothing, and stops the letter until somebody has filled it in
GAP = "[not recorded: {}]"
_GAP = re.compile(r"\[not recorded: ([^\]]*)\]")
ENGLISH = "English"


class Draft:
    """``merged``: every value that came from the record; ``wording``: the row it was made from, or None for ours."""

    def __init__(self, heading, words, merged, wording):
        self.heading, self.words, self.merged, self.wording = heading, words, merged, wording


def source_of(referral, kind, fact, *, at):
    return Source(kind=str(kind), referral=referral, fact=fact, at=at)


def draft(source):
    """In his language where somebody has written the words, else in English."""
    wording = wording_for(source.kind, source.referral.man.language)
    manner = MANNERS[LetterKind(source.kind)]
    heading, words = (wording.heading, wording.words) if wording else (manner.heading, manner.words)
    merged = values(source, fields_of(heading) | fields_of(words))
    paragraphs = [_filled(paragraph, merged) for paragraph in words.split("\n\n")]
    return Draft(_filled(heading, merged), "\n\n".join(_joined(paragraphs)), merged, wording)


def wording_for(kind, language):
    standing = {row.language.casefold(): row for row in LetterWording.objects.standing().filter(kind=kind)}
    return standing.get(language.casefold()) or standing.get(ENGLISH.casefold())


def gaps(words):
    """What the record did not say and nobody has filled in."""
    return _GAP.findall(words)


def _filled(text, merged):
    """The paragraph; None where a field of it may be empty, and is."""
    names = fields_of(text)
    if any(not merged[name] and name in OPTIONAL for name in names):
        return None
    said = {name: merged[name] or GAP.format(FIELDS[name].words.lower()) for name in names}
    return text.format(**said)


def _joined(paragraphs):
    """Without those that go, and without a line that only led to one of them."""
    for number, paragraph in enumerate(paragraphs):
        after = paragraphs[number + 1 : number + 2]
        leads_to_nothing = paragraph and paragraph.rstrip().endswith(":") and after == [None]
        if paragraph and not leads_to_nothing:
            yield paragraph
