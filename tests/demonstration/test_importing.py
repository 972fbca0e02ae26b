"""What the import is measured beside: the same rows, all of them, and nothing stays."""

import csv
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest

from accounts.identity import SYSTEM, acting_as
from audit.models import Entry
from demonstration.benchmark import importing
from monitoring.models import LoadedRow
from programme.models import Attendance
from referrals.models import Man, Referral, SearchWord, StatusChange

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WRITTEN = {
    "referrals_man": Man,
    "referrals_referral": Referral,
    "referrals_searchword": SearchWord,
    "referrals_statuschange": StatusChange,
    "programme_attendance": Attendance,
    "monitoring_loadedrow": LoadedRow,
}


@pytest.fixture
def system(db):
    with acting_as(SYSTEM):
        yield


def references(path, *names):
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row[name] for name in names) for row in csv.DictReader(file)]


@pytest.mark.parametrize("cases", [60, 1200])
def test_the_files_are_the_cohort_as_often_as_it_takes(tmp_path, cases):
    rows = importing._files(tmp_path, cases)
    referrals = references(tmp_path / "referrals.csv", "my_time_ref")
    assert rows["referrals.csv"] == len(set(referrals)) == cases
    sessions = references(tmp_path / "sessions.csv", "my_time_ref", "session_ref")
    assert rows["sessions.csv"] == len(set(sessions)) > cases
    assert {(name,) for name, _ in sessions} <= set(referrals)


def test_the_floor_writes_what_the_import_writes(system, tmp_path, monkeypatch):
    before = {name: model.objects.count() for name, model in WRITTEN.items()}
    rows = importing._files(tmp_path, 60)
    written = importing._written(tmp_path, NOW)
    amounts = {name: text.count("\n") for name, _, text in written}
    assert before == {name: model.objects.count() for name, model in WRITTEN.items()}
    assert amounts["referrals_referral"] == amounts["referrals_statuschange"] == 60
    assert amounts["monitoring_loadedrow"] == sum(rows.values())
    assert amounts["audit_entry"] == 1
    assert amounts["referrals_searchword"] > 60
    monkeypatch.setattr(importing, "_undone", nullcontext)
    importing._copied(written)
    with acting_as(SYSTEM):
        for name, model in WRITTEN.items():
            assert model.objects.count() - before[name] == amounts[name], name
        assert Entry.objects.filter(act="cohort.imported").count() == 1
