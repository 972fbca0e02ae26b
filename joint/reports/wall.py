"""What may not leave: a text that goes out is held against everything of hers, by the name of whoever receives it.

How she is reached and what she said of herself goes to nobody but her own service. What is found is shown to her service
alone: to his side even *what* was found would say something of her.
"""

import re
from dataclasses import dataclass
from enum import Enum

from django.utils.crypto import salted_hmac

from accounts.acting import for_the_service
from iss.models import (
    Dash,
    HerContactAttempt,
    HerMeasure,
    Marac,
    PartnerFile,
    SafeContact,
    SafetyPlan,
    Support,
)

RUN = 5  # so many words of hers in a row are no chance
SHORTEST = 3  # a note of fewer words stands anywhere
PHONE_DIGITS = 9  # without the 0 or the country


class Recipient(Enum):
    """Who a paper goes to. Children's services referred her: they know her name. He may read nothing of her."""

    CHILDRENS_SERVICES = "children’s services"
    HIM = "him"


@dataclass(frozen=True)
class Found:
    """``what`` it is, ``where`` it stands, and the words ``as_it_stands``: for her service only."""

    what: str
    where: str
    as_it_stands: str

    @property
    def mark(self):
        """By which it is known again; says nothing to whoever reads it."""
        said = f"{self.what}\n{' '.join(_plain(self.as_it_stands))}"
        return salted_hmac("joint.reports.wall", said).hexdigest()[:32]


@for_the_service("a text is held against everything of hers; what is found goes to her own service")
def look(texts, referral, recipient, **whose):
    """[Found] in ``texts`` ({where: text}) that may not go to ``recipient``. ``whose``: ``provider=`` of one service."""
    found = []
    for file in PartnerFile.objects.filter(referral=referral, **whose).select_related("worker"):
        words, runs = _words_of(file, recipient), _runs_of(file)
        for where, text in texts.items():
            found += [Found(what, where, said) for what, said in words if _stands(said, text)]
            found += _numbers(file, where, text)
            found += _said(runs, where, text)
    return list(dict.fromkeys(found))


def _contacts(file):
    return SafeContact.objects.filter(file=file)


def _words_of(file, recipient):
    """[(what, words)] that are looked for as they stand."""
    words = []
    for contact in _contacts(file):
        words += [("her email address", contact.email), ("her cover name", contact.cover_name)]
        words += [("her code word", contact.code_word), *_address(contact.address)]
    words += [("the name of her worker", name) for name in _who_worked_with_her(file)]
    if recipient is Recipient.HIM:
        words += [("her name", file.first_name), ("her name", file.last_name)]
    return [(what, said.strip()) for what, said in words if said and len(said.strip()) > 2]


def _who_worked_with_her(file):
    """Her worker, and whoever has spoken with her or logged support: their name would say that she is in touch."""
    names = {file.worker.name} if file.worker else set()
    for rows in (HerContactAttempt, HerMeasure, Support):
        names |= set(rows.objects.filter(file=file).values_list("by__name", flat=True))
    return sorted(names)


def _address(address):
    """The whole of it, its first line, and its postcode."""
    if not address:
        return []
    first = re.split(r"[,\n]", address)[0]
    postcodes = re.findall(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", address, re.IGNORECASE)
    lines = [address, *([first] if len(first.split()) > 1 else []), *postcodes]
    return [("her address", line) for line in lines]


def _stands(said, text):
    loose = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", said))
    return bool(loose) and re.search(rf"\b{loose}\b", text, re.IGNORECASE) is not None


def _digits(text):
    return re.sub(r"\D", "", text)[-PHONE_DIGITS:]


def _numbers(file, where, text):
    """Her telephone numbers, however they are written."""
    numbers = {_digits(contact.phone) for contact in _contacts(file) if contact.phone}
    written = re.findall(r"\+?\d[\d ()\-.]{7,}\d", text)
    return [
        Found("her telephone number", where, said)
        for said in written
        if len(_digits(said)) == PHONE_DIGITS and _digits(said) in numbers
    ]


def _plain(text):
    return re.findall(r"\w+", text.casefold())


def _windows(text):
    words = _plain(text)
    return [" ".join(words[start : start + RUN]) for start in range(max(len(words) - RUN + 1, 0))]


def _runs_of(file):
    """{run of words: what it is from} of her notes, her safety plan, her DASH and her MARAC."""
    runs = {}
    for what, text in _texts_of(file):
        short = _plain(text)
        if SHORTEST <= len(short) < RUN:
            runs.setdefault(" ".join(short), what)
        for run in _windows(text):
            runs.setdefault(run, what)
    return runs


def _texts_of(file):
    """[(what, text)] of hers, in the words of those who wrote it down."""
    yield "what was known of her children", file.children_note
    yield "who supports her", file.other_support
    for plan in SafetyPlan.objects.filter(file=file):
        yield from (("her safety plan", words) for words in plan.parts.values())
    for attempt in HerContactAttempt.objects.filter(file=file):
        yield "a note of a contact with her", attempt.note
    for support in Support.objects.filter(file=file):
        yield "a note of her support", support.note
    for dash in Dash.objects.filter(file=file):
        yield from (
            ("her DASH", words) for words in (dash.notes, dash.judgement_because, *dash.item_notes.values())
        )
    for marac in Marac.objects.filter(file=file):
        yield from (("her MARAC", words) for words in (marac.concerns, marac.asked_for, marac.outcome))
    for measure in HerMeasure.objects.filter(file=file):
        said = [words for words in measure.answers.values() if isinstance(words, str)]
        yield from (("what she said when she was asked", words) for words in (measure.note, *said))


def _said(runs, where, text):
    """Her own words where they stand in ``text``; each source is named once for a text."""
    words = _plain(text)
    found = {}
    for length in range(SHORTEST, RUN + 1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            if run in runs:
                found.setdefault(runs[run], run)
    return [Found(what, where, run) for what, run in found.items()]
