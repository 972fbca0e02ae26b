"""What he is reminded of, and the English words. Whoever else reads them learns of an appointment, and no more."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models

# One text message in the plain alphabet
LONGEST = 160
# [D] Second class and a weekend
LETTER_TAKES = timedelta(days=3)
TOO_LATE = "It would have come too late"
NOWHERE = "What it leads to is not open any more"


class Occasion(models.TextChoices):
    TOMORROW = "tomorrow", "The day before a session"
    MISSED = "missed", "After a missed session"
    CANCELLED = "cancelled", "A session is cancelled"
    MOVED = "moved", "A session is moved"
    QUESTIONS = "questions", "A few questions to answer"


class Channel(models.TextChoices):
    TEXT = "text", "By text message"
    LETTER = "letter", "By letter"


@dataclass(frozen=True)
class Manner:
    """``english``: the words; ``{day}``, ``{time}``, ``{phone}``, ``{link}`` are all that may stand in them.

    ``letter_before``: [D] how much earlier a letter is sent than a text.
    """

    english: str
    letter_before: timedelta = timedelta(0)


MANNERS = {
    Occasion.TOMORROW: Manner(
        "Your appointment: {day} at {time}. Please come 10 minutes early. "
        "If you cannot come, ring {phone}. Do not reply to this message.",
        letter_before=timedelta(days=5),
    ),
    Occasion.MISSED: Manner(
        "We did not see you on {day}. Please ring {phone} as soon as you can. "
        "Please do not reply to this message.",
    ),
    Occasion.CANCELLED: Manner(
        "Your appointment on {day} at {time} will not take place. If you have a question, ring {phone}. "
        "Please do not reply to this message.",
    ),
    Occasion.MOVED: Manner(
        "Your appointment has moved to {day} at {time}. If you cannot come, ring {phone} before. "
        "Please do not reply to this message.",
    ),
    Occasion.QUESTIONS: Manner(
        "A few questions, five minutes: {link} If you need help, ring {phone}. Do not reply to this message."
    ),
}
