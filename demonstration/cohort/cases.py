from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Part(StrEnum):
    """What becomes of the man on this referral."""

    COMPLETED = "completed"
    STILL_ATTENDING = "still attending at the end of the data"
    LONG = "several sessions, then closed"
    ONE_SESSION = "one session, then dropped out"
    NO_SESSION = "suitable, never started"
    UNSUITABLE = "unsuitable"
    UNSUITABLE_ATTENDED = "sessions, though not suitable"
    UNDECIDED = "assessed, no decision recorded"
    UNDECIDED_ATTENDED = "sessions, no decision recorded"
    UNASSESSED = "never assessed"


SUITABLE = {Part.COMPLETED, Part.STILL_ATTENDING, Part.LONG, Part.ONE_SESSION, Part.NO_SESSION}
UNSUITABLE = {Part.UNSUITABLE, Part.UNSUITABLE_ATTENDED}
SOME_SESSIONS = {Part.STILL_ATTENDING, Part.LONG, Part.ONE_SESSION}
OUTSIDE = {Part.UNSUITABLE_ATTENDED, Part.UNDECIDED_ATTENDED}
STARTED = {Part.COMPLETED, *SOME_SESSIONS, *OUTSIDE}

# the groups of figures 21 to 27
GROUPS = {"none": {Part.NO_SESSION}, "some": SOME_SESSIONS, "completed": {Part.COMPLETED}}


@dataclass(eq=False)
class Case:
    """One row of referrals.csv in the making."""

    area: str
    part: Part
    received: date
    my_time_ref: str = ""
    person_ref: str = ""
    contacted_at: datetime | None = None
    offered: date | None = None
    attended: date | None = None
    decided: date | None = None
    reason: str = ""
    first_session: date | None = None
    completed: date | None = None
    closed: date | None = None
    close_reason: str = ""
    source: str = ""
    age: int | None = None
    ethnicity: str = ""
    religion: str = ""
    needs: tuple[str, ...] = ()
    children_ages: tuple[int, ...] = ()
    children_count: int | None = None
    earlier: list["Case"] = field(default_factory=list)
    credited: int = 0
    drops_out: bool = False

    @property
    def decision(self) -> str:
        """The recorded decision, from the part he plays."""
        if self.part in SUITABLE:
            return "suitable"
        return "unsuitable" if self.part in UNSUITABLE else ""


@dataclass(frozen=True)
class Attended:
    """One row of sessions.csv."""

    my_time_ref: str
    session_ref: str
    held: date
    outcome: str


def of(cases: Iterable[Case], *parts: Part) -> list[Case]:
    """The cases that play one of the parts, in their order."""
    return [case for case in cases if case.part in parts]
