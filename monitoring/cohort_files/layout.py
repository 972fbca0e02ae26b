"""What each file holds, column by column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .cells import Cell, ages, day, moment, number, one_of, person, reference, several, text
from .rows import PartnerRow, ReferralRow, Row, SessionRow, TrainingRow

SOURCES = ("cp", "cin", "early_help", "self", "other")
DECISIONS = ("suitable", "unsuitable")
UNSUITABLE_REASONS = (
    "denial",
    "unknown",
    "needs_alternate_support",
    "mental_health",
    "too_high_risk",
    "unwilling_to_engage",
)
CLOSE_REASONS = (
    "ineligible",
    "not_contactable",
    "declined",
    "did_not_attend_assessment",
    "withdrawn_by_referrer",
    "declined_place",
    "two_misses",
    "withdrew",
    "breach",
    "increased_risk",
    "moved_away",
    "unsuitable",
    "other",
)
OUTCOMES = (
    "attended",
    "late",
    "not_taking_part",
    "absent_notice",
    "absent_no_contact",
    "caught_up",
    "cancelled",
)
SUPPORT = (
    "face_to_face",
    "counselling",
    "group_work",
    "drop_in",
    "telephone",
    "written",
    "advocacy",
    "health",
    "other",
)
CHANGES = ("deteriorated", "no_change", "improved")
TRAINING_KINDS = ("assessment_and_referral", "motivating")

MOST_SESSIONS = 500
MOST_CHILDREN = 40
MOST_TRAINED = 10_000


def _code(codes: tuple[str, ...]) -> Cell:
    return one_of(codes, "one of " + ", ".join(codes))


@dataclass(frozen=True)
class Layout:
    """A file: its row, its columns, and those of them that may not be empty."""

    row: type[Row]
    columns: Mapping[str, Cell]
    required: tuple[str, ...]
    optional: bool = True

    def empty(self, column: str) -> Any:
        """What an empty cell of the column means in the row."""
        kind = self.row.__annotations__[column]
        if kind is str:
            return ""
        return None if "None" in str(kind) else ()


def layouts(areas: tuple[str, ...], providers: tuple[str, ...]) -> dict[str, Layout]:
    """The four files, given the names of the areas and of the ISS providers."""
    area = one_of(areas, "an area: " + (", ".join(areas) or "none is set up"))
    provider = one_of(providers, "an ISS provider: " + (", ".join(providers) or "none is set up"))
    return {
        "referrals.csv": Layout(ReferralRow, _referrals(area), ("my_time_ref",), optional=False),
        "sessions.csv": Layout(SessionRow, _sessions(), ("my_time_ref", "session_ref")),
        "partners.csv": Layout(PartnerRow, _partners(provider), ("iss_ref",)),
        "training.csv": Layout(TrainingRow, _training(area), ()),
    }


def _referrals(area: Cell) -> dict[str, Cell]:
    return {
        "my_time_ref": reference,
        "person_ref": person,
        "area": area,
        "source": _code(SOURCES),
        "received_on": day,
        "contacted_at": moment,
        "assessment_offered_on": day,
        "assessment_attended_on": day,
        "decision": _code(DECISIONS),
        "decision_on": day,
        "unsuitable_reason": _code(UNSUITABLE_REASONS),
        "first_session_offered_on": day,
        "sessions_required": number(1, MOST_SESSIONS),
        "sessions_attended": number(0, MOST_SESSIONS),
        "completed_on": day,
        "closed_on": day,
        "close_reason": _code(CLOSE_REASONS),
        "age_at_referral": number(10, 110),
        "ethnicity": text(60),
        "religion": text(40),
        "additional_needs": several(text(200)),
        "children_ages": ages,
        "children_count": number(0, MOST_CHILDREN),
    }


def _sessions() -> dict[str, Cell]:
    return {"my_time_ref": reference, "session_ref": reference, "held_on": day, "outcome": _code(OUTCOMES)}


def _partners(provider: Cell) -> dict[str, Cell]:
    return {
        "iss_ref": reference,
        "my_time_ref": reference,
        "provider": provider,
        "referred_on": day,
        "contacted_at": moment,
        "support": several(_code(SUPPORT)),
        "satisfaction": number(1, 5),
        "health_wellbeing": _code(CHANGES),
        "everyday_life": _code(CHANGES),
        "safety": _code(CHANGES),
        "closed_on": day,
    }


def _training(area: Cell) -> dict[str, Cell]:
    return {
        "held_on": day,
        "area": area,
        "kind": _code(TRAINING_KINDS),
        "social_workers": number(0, MOST_TRAINED),
    }
