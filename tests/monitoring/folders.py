"""Small cohort folders for tests: rows as dictionaries, everything left out is an empty cell."""

import csv
from datetime import UTC, datetime

from monitoring.cohort_files import read_folder

COLUMNS = {
    "referrals": (
        "my_time_ref person_ref area source received_on contacted_at assessment_offered_on assessment_attended_on "
        "decision decision_on unsuitable_reason first_session_offered_on sessions_required sessions_attended "
        "completed_on closed_on close_reason age_at_referral ethnicity religion additional_needs children_ages "
        "children_count"
    ).split(),
    "sessions": "my_time_ref session_ref held_on outcome".split(),
    "partners": (
        "iss_ref my_time_ref provider referred_on contacted_at support satisfaction health_wellbeing everyday_life "
        "safety closed_on"
    ).split(),
    "training": "held_on area kind social_workers".split(),
}


def write_cohort(folder, **tables):
    """Write the named tables (lists of dictionaries) into the folder; referrals.csv always."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in ({"referrals": []} | tables).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[name], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


AREAS = ("Dudley", "Walsall")
PROVIDERS = ("Black Country Women's Aid",)
NOW = datetime(2020, 4, 1, 12, tzinfo=UTC)


def read(folder):
    return read_folder(folder, areas=AREAS, providers=PROVIDERS, at=NOW)


def only_problem(folder):
    cohort, problems = read(folder)
    assert cohort is None
    [problem] = problems
    return problem


def referral(**cells):
    return {"my_time_ref": "MT1", "person_ref": "P1", "area": "Dudley", "received_on": "2019-05-01"} | cells


GOOD = {
    "referrals": referral(),
    "sessions": {"my_time_ref": "MT1", "session_ref": "S1", "held_on": "2019-06-01", "outcome": "attended"},
    "partners": {
        "iss_ref": "I1",
        "my_time_ref": "MT1",
        "provider": PROVIDERS[0],
        "referred_on": "2019-05-03",
    },
    "training": {"held_on": "2019-06-01", "area": "Dudley", "kind": "motivating", "social_workers": "5"},
}
