"""The four CSV files, as the import reads them."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from demonstration.cohort.attendance import REQUIRED
from demonstration.cohort.cases import Attended, Case
from demonstration.cohort.partners import CHANGES, Partner
from demonstration.cohort.training import Training

Row = dict[str, object]


def write(
    folder: Path,
    cases: Iterable[Case],
    rows: Iterable[Attended],
    partners: Iterable[Partner],
    training: Iterable[Training],
) -> dict[str, int]:
    """Write the files; rows per file."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "referrals.csv": _file(folder / "referrals.csv", map(_referral, cases)),
        "sessions.csv": _file(folder / "sessions.csv", map(_session, rows)),
        "partners.csv": _file(folder / "partners.csv", map(_partner, partners)),
        "training.csv": _file(folder / "training.csv", map(_training, training)),
    }


def _file(path: Path, rows: Iterable[Row]) -> int:
    lines = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: _text(value) for column, value in line.items()} for line in lines)
    return len(lines)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return ";".join(map(str, value))
    return str(value)


def _referral(case: Case) -> Row:
    return {
        "my_time_ref": case.my_time_ref,
        "person_ref": case.person_ref,
        "area": case.area,
        "source": case.source,
        "received_on": case.received,
        "contacted_at": case.contacted_at,
        "assessment_offered_on": case.offered,
        "assessment_attended_on": case.attended,
        "decision": case.decision,
        "decision_on": case.decided,
        "unsuitable_reason": case.reason,
        "first_session_offered_on": case.first_session,
        "sessions_required": REQUIRED if case.decision == "suitable" else None,
        "sessions_attended": case.credited or None,
        "completed_on": case.completed,
        "closed_on": case.closed,
        "close_reason": case.close_reason,
        "age_at_referral": case.age,
        "ethnicity": case.ethnicity,
        "religion": case.religion,
        "additional_needs": case.needs,
        "children_ages": case.children_ages,
        "children_count": case.children_count,
    }


def _session(row: Attended) -> Row:
    return {
        "my_time_ref": row.my_time_ref,
        "session_ref": row.session_ref,
        "held_on": row.held,
        "outcome": row.outcome,
    }


def _partner(partner: Partner) -> Row:
    said = partner.benefits or {}
    return {
        "iss_ref": partner.iss_ref,
        "my_time_ref": partner.my_time_ref,
        "provider": partner.provider,
        "referred_on": partner.referred,
        "contacted_at": partner.contacted_at,
        "support": partner.support,
        "satisfaction": partner.satisfaction,
        "health_wellbeing": CHANGES.get(said.get("health_wellbeing"), ""),
        "everyday_life": CHANGES.get(said.get("everyday_life"), ""),
        "safety": CHANGES.get(said.get("safety"), ""),
        "closed_on": partner.closed,
    }


def _training(one: Training) -> Row:
    return {"held_on": one.held, "area": one.area, "kind": one.kind, "social_workers": one.social_workers}
