"""The files as plain rows, and which of them a period leaves."""

import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

from .oracle_arithmetic import day


def read(folder):
    """The four files as lists of dictionaries; a missing file is an empty list."""
    tables = {}
    for name in ("referrals", "sessions", "partners", "training"):
        path = folder / f"{name}.csv"
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        tables[name] = list(csv.DictReader(io.StringIO(text)))
    return tables


def wound_back(tables, as_at):
    """What had happened by the moment: later rows go, later dates are blanked with what depends on them."""
    if as_at is None:
        return tables
    limit = as_at.astimezone(ZoneInfo("Europe/London")).date()

    def late(text):
        return text != "" and day(text[:10]) > limit

    referrals = []
    for old in tables["referrals"]:
        if late(old["received_on"]):
            continue
        row = dict(old)
        if row["contacted_at"] and datetime.fromisoformat(row["contacted_at"]) > as_at:
            row["contacted_at"] = ""
        for column in (
            "assessment_offered_on",
            "assessment_attended_on",
            "first_session_offered_on",
            "completed_on",
        ):
            if late(row[column]):
                row[column] = ""
        if late(row["decision_on"]):
            row["decision_on"] = row["decision"] = ""
        if late(row["closed_on"]):
            row["closed_on"] = row["close_reason"] = ""
        referrals.append(row)
    # a session without a day in one man's row took place on the day in another's
    held = {}
    for row in sorted(tables["sessions"], key=lambda row: row["held_on"], reverse=True):
        if row["held_on"]:
            held[row["session_ref"]] = row["held_on"]
    sessions = [
        row | {"happened": not late(row["held_on"] or held.get(row["session_ref"], ""))}
        for row in tables["sessions"]
    ]
    partners = []
    for row in tables["partners"]:
        if late(row["referred_on"]):
            continue
        contacted = row["contacted_at"] and datetime.fromisoformat(row["contacted_at"]) <= as_at
        partners.append(row | {"contacted_at": row["contacted_at"] if contacted else ""})
    training = [row for row in tables["training"] if not late(row["held_on"])]
    return {"referrals": referrals, "sessions": sessions, "partners": partners, "training": training}


def within(rows, column, first, last):
    kept = []
    for row in rows:
        value = day(row[column])
        if (first or last) and value is None:
            continue
        if (first and value < first) or (last and value > last):
            continue
        kept.append(row)
    return kept
