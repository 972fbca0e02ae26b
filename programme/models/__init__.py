"""The programme: versions and topics, venues and groups, sessions planned and held, who was expected and who came."""

from .attendance import Attendance, Correction
from .groups import CAPACITY, Group, ProgrammeVersion, Topic, Venue
from .sessions import WARNED_BEFORE, Deadline, Enrolment, Session

__all__ = [
    "CAPACITY",
    "WARNED_BEFORE",
    "Attendance",
    "Correction",
    "Deadline",
    "Enrolment",
    "Group",
    "ProgrammeVersion",
    "Session",
    "Topic",
    "Venue",
]
