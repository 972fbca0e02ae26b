"""The letters there are, what each is about, and our English words. Pure.

A paragraph stands for itself, with an empty line between. One with a field that may be empty goes when it is. None
of the words says what the programme is about: a letter is opened by whoever finds it.
"""

from dataclasses import dataclass

from django.db import models


class LetterKind(models.TextChoices):
    APPOINTMENT = "appointment", "Appointment for his assessment"
    PLACE = "place", "Place offered"
    MISSED = "missed", "Missed session"
    NOT_SUITABLE = "not-suitable", "Not suitable"
    CLOSED = "closed", "File closed"
    CERTIFICATE = "certificate", "Certificate of completion"


# What a letter is about: the name of its key to that fact
OFFER, ENROLMENT, ATTENDANCE, CHANGE = "offer", "enrolment", "attendance", "change"
FACTS = (OFFER, ENROLMENT, ATTENDANCE, CHANGE)
LETTER, SHEET = "paper/letter.html", "paper/certificate.html"


@dataclass(frozen=True)
class Manner:
    """``fields``: all that may stand in its words; ``heading`` and ``words`` are ours, in English."""

    about: str
    fields: frozenset
    heading: str
    words: str
    template: str = LETTER


_EVERY = frozenset({"name", "reference", "phone"})

MANNERS = {
    LetterKind.APPOINTMENT: Manner(
        OFFER,
        _EVERY | {"day", "time", "where"},
        "Your appointment",
        """Dear {name}

We would like to meet you on {day} at {time}.

{where}

If you cannot come, or if you need an interpreter or other help to take part, please ring {phone} as soon as you can.""",
    ),
    LetterKind.PLACE: Manner(
        ENROLMENT,
        _EVERY | {"day", "time", "where", "told"},
        "Your place",
        """Dear {name}

We are pleased to offer you a place. Your first session is on {day} at {time}.

{where}

There is a session every week. It lasts two hours. Please come ten minutes early.

If you cannot come to a session, ring {phone} beforehand. If you miss two sessions in a row and we have not heard from \
you, your place ends.""",
    ),
    LetterKind.MISSED: Manner(
        ATTENDANCE,
        _EVERY | {"day", "next_day", "next_time"},
        "We did not see you",
        """Dear {name}

You had a place at the session on {day}. You did not come, and we have not heard from you.

Please ring {phone} as soon as you can. If something makes it hard for you to come, tell us: we may be able to help.

Your next session is on {next_day} at {next_time}.

If you miss two sessions in a row and we have not heard from you, your place ends.""",
    ),
    LetterKind.NOT_SUITABLE: Manner(
        CHANGE,
        _EVERY | {"told", "services"},
        "Our decision",
        """Dear {name}

Thank you for talking with us. We have decided that our programme is not the right one for you at the moment.

We look at many things before we decide. A letter is not the place to go through them: if you want to talk about our \
decision, ring {phone}.

{told}

These services may be able to help you:

{services}""",
    ),
    LetterKind.CLOSED: Manner(
        CHANGE,
        _EVERY | {"day", "why", "told"},
        "Your file is closed",
        """Dear {name}

{why}

We closed your file on {day}. You have no further appointments with us.

{told}

If you want to talk about this, ring {phone}.""",
    ),
    LetterKind.CERTIFICATE: Manner(
        CHANGE,
        _EVERY | {"day", "sessions", "programme"},
        "Certificate of completion",
        """{name}

completed the {programme}

{sessions} sessions, completed on {day}

This certificate records attendance. It says nothing about risk, and it is not a report to a court.""",
        template=SHEET,
    ),
}
