"""Small cohort folders for tests: rows as dictionaries, everything left out is an empty cell."""

import csv

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
