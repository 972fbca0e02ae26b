"""The benchmark says on standard output what it has measured, as JSON, and leaves no database behind."""

import json
import os

import pytest
from django.db import connection

from demonstration.benchmark import PARTS
from demonstration.benchmark.measuring import Cost, alternate, ratio
from demonstration.benchmark.scratch import NAME
from tests.proof import WHOLE, size
from tests.stack.test_commands import run


@pytest.mark.proof
def test_parts_are_measured_beside_their_floors(db):
    """Those that are small: the others fill a region first, for minutes."""
    cases = size(short=60, whole=1000)
    few = [word for name in ("duplicates", "reports", "import") for word in ("--only", name)]
    done = run(
        "manage.py", "benchmark", "--cases", str(cases), *few, data=os.environ["DVPP_DATA"], timeout=1200
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["cases"] == cases
    assert set(said["parts"]) == {"duplicates", "reports", "import"} < {part.NAME for part in PARTS}
    found = said["parts"]["duplicates"]
    assert found["ratio"]["cpu"] > 0
    assert found["floor"]["wall_ms"] > 0
    assert found["known_men_found"] in {f"{n} of 20" for n in range(17, 21)}
    reports = said["parts"]["reports"]
    assert reports["what"].startswith(f"{cases // 10} midway reports")
    # The limit is for a hundred. Six beside other work have been seen at 1.7; a report that is set twice is at more
    assert 0 < reports["ratio"]["cpu"] <= (reports["limit"] if WHOLE else 2)
    imported = said["parts"]["import"]
    assert imported["rows_of_files"]["referrals.csv"] == cases
    # The limit is for a cohort. Sixty have been seen at 3.2, and at 5.3 when there was a model for each row
    assert 0 < imported["ratio"]["cpu"] <= (imported["limit"] if WHOLE else 5)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_database where datname = %s", [NAME])
        assert cursor.fetchone() == (0,)


def test_rounds_take_turns_and_count_what_was_done(db):
    turns = []

    def thing(name):
        turns.append(name)
        return 10

    costs = alternate({"ours": lambda: thing("ours"), "floor": lambda: thing("floor")}, rounds=3)
    assert turns == ["ours", "floor"] * 8  # once to warm, and never fewer than seven rounds
    assert set(costs) == {"ours", "floor"}


def test_a_ratio_says_how_many_times_the_floor():
    assert ratio(Cost(30, 5), Cost(10, 2)) == {"wall": 3.0, "cpu": 2.5}
    assert ratio(Cost(30, 5), Cost(10, 0)) == {"wall": 3.0, "cpu": None}
