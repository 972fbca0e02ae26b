"""The invented cohort: the same every time, and a history that could have happened."""

import csv
import io
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, datetime
from itertools import pairwise

import pytest

from demonstration.cohort import make_cohort

SATURDAY = 5
ORDER = (
    "received_on",
    "contacted_at",
    "assessment_offered_on",
    "assessment_attended_on",
    "decision_on",
    "first_session_offered_on",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cohort")
    make_cohort(folder)
    return folder


@pytest.fixture(scope="module")
def tables(folder):
    return {
        path.stem: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        for path in folder.glob("*.csv")
    }


@pytest.fixture(scope="module")
def sessions_of(tables):
    """His register, by reference of the referral, in order of the day."""
    rows = defaultdict(list)
    for row in sorted(tables["sessions"], key=lambda row: row["held_on"]):
        rows[row["my_time_ref"]].append(row)
    return rows


def dates(row, columns):
    return [date.fromisoformat(row[column][:10]) for column in columns if row[column]]


def test_the_same_files_every_time(folder, tmp_path):
    program = "import sys, pathlib; from demonstration.cohort import make_cohort; make_cohort(pathlib.Path(sys.argv[1]))"
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.getcwd()}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=environment)
    for path in folder.glob("*.csv"):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


@pytest.mark.parametrize("seed", range(5))
def test_any_seed_makes_a_cohort(tmp_path, seed):
    assert make_cohort(tmp_path, seed=seed)["referrals.csv"] == 1074


def test_959_men_105_referred_twice_and_5_three_times(tables):
    times = Counter(Counter(row["person_ref"] for row in tables["referrals"]).values())
    assert times == {1: 849, 2: 105, 3: 5}


def test_494_referrals_were_closed_without_assessment(tables):
    closed = [row for row in tables["referrals"] if row["closed_on"]]
    unassessed = [row for row in closed if not row["assessment_attended_on"] and not row["decision"]]
    assert len(unassessed) == 494


def test_steps_follow_each_other(tables):
    for row in tables["referrals"]:
        steps = dates(row, ORDER)
        assert steps == sorted(steps), row
        ended = dates(row, ("completed_on", "closed_on"))
        assert all(day >= max(dates(row, ORDER[:5])) for day in ended), row


def test_sessions_begin_after_the_decision_and_end_before_the_file(tables, sessions_of):
    for row in tables["referrals"]:
        held = [date.fromisoformat(session["held_on"]) for session in sessions_of[row["my_time_ref"]]]
        if held:
            assert min(held) >= max(
                dates(row, ("decision_on", "first_session_offered_on", "assessment_attended_on"))
            )
            assert all(day >= max(held) for day in dates(row, ("completed_on", "closed_on")))


def test_nothing_lies_after_the_end_of_the_data_or_on_a_weekend(tables):
    for name, rows in tables.items():
        columns = [column for column in rows[0] if column.endswith(("_on", "_at"))]
        for row in rows:
            for day in dates(row, columns):
                assert day <= date(2020, 3, 31)
                assert day.weekday() < SATURDAY, (name, row)


def test_moments_have_the_offset_of_london(tables):
    moments = [row["contacted_at"] for row in tables["referrals"] if row["contacted_at"]]
    assert {datetime.fromisoformat(moment).tzname() for moment in moments} == {"UTC", "UTC+01:00"}


def test_men_are_adults_and_fathers_older_than_their_children(tables):
    for row in tables["referrals"]:
        if row["age_at_referral"]:
            assert int(row["age_at_referral"]) >= 18
            ages = [int(age) for age in row["children_ages"].split(";") if age]
            assert all(age <= max(1, int(row["age_at_referral"]) - 16) for age in ages)


def test_early_help_refers_only_once_it_may(tables):
    early_help = [row["received_on"] for row in tables["referrals"] if row["source"] == "early_help"]
    assert early_help
    assert min(early_help) >= "2018-12-01"


def test_twelve_sessions_a_week_at_most_and_twelve_men_in_a_session(tables):
    men = Counter(row["session_ref"] for row in tables["sessions"])
    assert max(men.values()) <= 12
    held = {
        (row["session_ref"], row["held_on"]) for row in tables["sessions"] if row["outcome"] != "cancelled"
    }
    weeks = Counter(date.fromisoformat(day).isocalendar()[:2] for _, day in held)
    assert max(weeks.values()) <= 12


def test_two_misses_running_close_the_file_and_nothing_else_has_them(tables, sessions_of):
    closed_for_it = {
        row["my_time_ref"]: row for row in tables["referrals"] if row["close_reason"] == "two_misses"
    }
    for ref, rows in sessions_of.items():
        expected = [row for row in rows if row["outcome"] not in ("cancelled", "caught_up")]
        misses = [
            second
            for first, second in pairwise(expected)
            if first["outcome"] == second["outcome"] == "absent_no_contact"
        ]
        assert len(misses) == (ref in closed_for_it)
        assert all(closed_for_it[ref]["closed_on"] == miss["held_on"] for miss in misses)


def test_103_dropped_out_after_exactly_one_session_and_nobody_else_has_30(tables, sessions_of):
    credited = {
        row["my_time_ref"]: sum(
            s["outcome"] in ("attended", "late", "caught_up") for s in sessions_of[row["my_time_ref"]]
        )
        for row in tables["referrals"]
    }
    dropped = [r for r in tables["referrals"] if r["close_reason"] in ("two_misses", "withdrew")]
    assert sum(credited[row["my_time_ref"]] == 1 for row in dropped) == 103
    assert sum(credited[row["my_time_ref"]] >= 1 for row in dropped) == 108
    for row in tables["referrals"]:
        assert (credited[row["my_time_ref"]] == 30) == bool(row["completed_on"])
        assert credited[row["my_time_ref"]] == int(row["sessions_attended"] or 0)
