"""The rows, field by field as in the files; None, "" or () is "not recorded"."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache

_AS_JSON = json.JSONEncoder(default=str)


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: Mapping[str, str]  # as they stand in the file, to be quoted when something is wrong with them

    def digest(self) -> str:
        """The content without its place in the file, to know it again when the file is loaded again."""
        content = {name: getattr(self, name) for name in _content_of(type(self))}
        return hashlib.sha256(_AS_JSON.encode(content).encode()).hexdigest()


@cache
def _content_of(kind: type[Row]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in Row.__slots__)


@dataclass(frozen=True, slots=True)
class ReferralRow(Row):
    my_time_ref: str
    person_ref: str
    area: str
    source: str
    received_on: date | None
    contacted_at: datetime | None
    assessment_offered_on: date | None
    assessment_attended_on: date | None
    decision: str
    decision_on: date | None
    unsuitable_reason: str
    first_session_offered_on: date | None
    sessions_required: int | None
    sessions_attended: int | None
    completed_on: date | None
    closed_on: date | None
    close_reason: str
    age_at_referral: int | None
    ethnicity: str
    religion: str
    additional_needs: tuple[str, ...]
    children_ages: tuple[int, ...]
    children_count: int | None


@dataclass(frozen=True, slots=True)
class SessionRow(Row):
    my_time_ref: str
    session_ref: str
    held_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class PartnerRow(Row):
    iss_ref: str
    my_time_ref: str
    provider: str
    referred_on: date | None
    contacted_at: datetime | None
    support: tuple[str, ...]
    satisfaction: int | None
    health_wellbeing: str
    everyday_life: str
    safety: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class TrainingRow(Row):
    held_on: date | None
    area: str
    kind: str
    social_workers: int | None
