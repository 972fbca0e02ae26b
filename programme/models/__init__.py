"""The programme: versions and topics, venues and groups, sessions planned and held, who was expected and who came."""

from .attendance import Attendance, Correction
from .closures import Closure, LeadCover
from .coming_back import Return
from .feeds import CalendarFeed
from .groups import CAPACITY, Group, Venue
from .keywork import Goal, KeyWork
from .letters import Letter, LetterWording
from .marks import Concern, Mark
from .sessions import WARNED_BEFORE, Deadline, Enrolment, Session
from .versions import ProgrammeVersion, Topic
from .visits import Visit

__all__ = [
    "CAPACITY",
    "WARNED_BEFORE",
    "Attendance",
    "CalendarFeed",
    "Closure",
    "Concern",
    "Correction",
    "Deadline",
    "Enrolment",
    "Goal",
    "Group",
    "KeyWork",
    "LeadCover",
    "Letter",
    "LetterWording",
    "Mark",
    "ProgrammeVersion",
    "Return",
    "Session",
    "Topic",
    "Venue",
    "Visit",
]
