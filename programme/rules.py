"""The rules of the programme. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models


class Outcome(models.TextChoices):
    ATTENDED = "attended", "Attended"
    LATE = "late", "Attended late"
    NOT_TAKING_PART = "not_taking_part", "Attended but did not take part"
    ABSENT_NOTICE = "absent_notice", "Absent with notice"
    ABSENT_NO_CONTACT = "absent_no_contact", "Absent without contact"
    CAUGHT_UP = "caught_up", "Caught up"
    CANCELLED = "cancelled", "Cancelled by us"


Outcome.CREDITED = (Outcome.ATTENDED, Outcome.LATE, Outcome.CAUGHT_UP)
# What a register offers: catching up has its own page, a cancelled session has no register.
Outcome.RECORDABLE = (
    Outcome.ATTENDED,
    Outcome.LATE,
    Outcome.NOT_TAKING_PART,
    Outcome.ABSENT_NOTICE,
    Outcome.ABSENT_NO_CONTACT,
)
Outcome.MISSED = (Outcome.NOT_TAKING_PART, Outcome.ABSENT_NOTICE, Outcome.ABSENT_NO_CONTACT)
# He was there: what he felt afterwards can be seen.
Outcome.PRESENT = (Outcome.ATTENDED, Outcome.LATE, Outcome.NOT_TAKING_PART, Outcome.CAUGHT_UP)
# Left out of the run of misses: we cancelled, or he came to make one up.
LEFT_OUT = (Outcome.CANCELLED, Outcome.CAUGHT_UP)


@dataclass(frozen=True)
class Expected:
    """A session at which he was expected, and what came of it (empty while nobody has recorded it)."""

    at: datetime
    outcome: str


def run_of_misses(expected, contacts=()):
    """How many of his latest expected sessions, in a row, were missed without contact.

    ``expected`` in any order; ``contacts`` are moments of two-way contact. A contact between two misses breaks the
    run; so does a session nobody has recorded, because it is not known to have been missed.
    """
    counted = sorted((e for e in expected if e.outcome not in LEFT_OUT), key=lambda e: e.at, reverse=True)
    run, later = 0, None
    for session in counted:
        if session.outcome != Outcome.ABSENT_NO_CONTACT:
            break
        if later and any(session.at <= contact < later.at for contact in contacts):
            break
        run, later = run + 1, session
    return run


def must_close(expected, contacts=()):
    """True when the last two expected sessions were both missed without contact (pathway.md section 5)."""
    return run_of_misses(expected, contacts) >= 2


def half(required):
    """Credited sessions at which he is midway."""
    return (required + 1) // 2
