"""What one cell cannot show: time, order, contradictions, references given twice or to nothing.

Only what cannot be true is refused. Records are untidy, and most untidiness is history: a session may lie before
the referral it is recorded under (the evaluation hung sessions on the latest referral), a reason may stand without
its date, and one man's age may differ from row to row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from .problems import Problem
from .rows import PartnerRow, ReferralRow, Row, SessionRow

LONDON: tzinfo = ZoneInfo("Europe/London")

# the columns with a time, per file
TIMES = {
    "referrals.csv": (
        "received_on",
        "contacted_at",
        "assessment_offered_on",
        "assessment_attended_on",
        "decision_on",
        "first_session_offered_on",
        "completed_on",
        "closed_on",
    ),
    "sessions.csv": ("held_on",),
    "partners.csv": ("referred_on", "contacted_at", "closed_on"),
    "training.csv": ("held_on",),
}
# nothing happens to a file before it comes
COMES_FIRST = {"referrals.csv": "received_on", "partners.csv": "referred_on"}

UNIQUE = {
    "referrals.csv": ("my_time_ref",),
    "sessions.csv": ("my_time_ref", "session_ref"),
    "partners.csv": ("iss_ref",),
}

Tables = Mapping[str, Sequence[Any] | None]


def rule_problems(tables: Tables, found: Sequence[Problem], at: datetime) -> list[Problem]:
    """The problems beyond single cells. What an unreadable referral hides is not held against other files."""
    problems: list[Problem] = []
    for file, rows in tables.items():
        for row in rows or ():
            problems.extend(_times(file, row, at))
        problems.extend(_repeated(file, rows or ()))
    problems.extend(_contradictions(tables["referrals.csv"] or ()))
    if not any(problem.file == "referrals.csv" for problem in found):
        known = {row.my_time_ref for row in tables["referrals.csv"] or ()}
        problems.extend(_unknown("sessions.csv", tables["sessions.csv"] or (), known))
        problems.extend(_unknown("partners.csv", tables["partners.csv"] or (), known))
        problems.extend(_homeless(tables["partners.csv"] or (), tables["referrals.csv"] or ()))
    return problems


def _times(file: str, row: Row, at: datetime) -> Iterator[Problem]:
    first = COMES_FIRST.get(file, "")
    start = getattr(row, first) if first else None
    for column in TIMES[file]:
        value = getattr(row, column)
        if value is None:
            continue
        if _is_after(value, at):
            today = at.astimezone(LONDON).date()
            yield Problem(
                file, row.line, column, row.cells[column], f"nothing after today, {today.isoformat()}"
            )
        if start and _day(value) < start:
            yield Problem(
                file, row.line, column, row.cells[column], f"not before {first}, {start.isoformat()}"
            )


def _is_after(value: date, at: datetime) -> bool:
    if isinstance(value, datetime):
        return value > at
    return value > at.astimezone(LONDON).date()


def _day(value: date) -> date:
    """The day in London; a moment too near the ends of the calendar to be moved there stays where it is."""
    if not isinstance(value, datetime):
        return value
    try:
        return value.astimezone(LONDON).date()
    except OverflowError:
        return value.date()


def _repeated(file: str, rows: Iterable[Row]) -> Iterator[Problem]:
    columns = UNIQUE.get(file)
    if columns is None:
        return
    lines: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(getattr(row, column) for column in columns)
        before = lines.setdefault(key, row.line)
        if before != row.line:
            words = f"each {' and '.join(columns)} once; line {before} has it"
            yield Problem(file, row.line, columns[-1], " ".join(key), words)


def _contradictions(rows: Iterable[ReferralRow]) -> Iterator[Problem]:
    for row in rows:
        if row.decision == "suitable" and row.unsuitable_reason:
            expected = "no reason for unsuitability where the decision is suitable"
            yield Problem("referrals.csv", row.line, "unsuitable_reason", row.unsuitable_reason, expected)


def _unknown(file: str, rows: Iterable[SessionRow | PartnerRow], known: set[str]) -> Iterator[Problem]:
    for row in rows:
        if row.my_time_ref and row.my_time_ref not in known:
            yield Problem(file, row.line, "my_time_ref", row.my_time_ref, "a my_time_ref of referrals.csv")


def _homeless(partners: Iterable[PartnerRow], referrals: Iterable[ReferralRow]) -> Iterator[Problem]:
    """Her file belongs to a provider; where the row has none it is that of the area of his referral."""
    areas = {row.my_time_ref: row.area for row in referrals}
    for row in partners:
        # a my_time_ref that is not there is a problem already told
        if not row.provider and not areas.get(row.my_time_ref, row.my_time_ref):
            yield Problem(
                "partners.csv", row.line, "provider", "", "a provider, unless his referral has an area"
            )
