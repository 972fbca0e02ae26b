"""A wrong cell is told with its file, line, column, value and what was expected."""

import pytest

from .folders import GOOD, only_problem, referral, write_cohort

WRONG_CELLS = {
    "referrals": [
        ("my_time_ref", ""),
        ("my_time_ref", "M" * 39),
        ("person_ref", "?:MT2"),
        ("person_ref", "P\x07"),
        ("area", "Birmingam"),
        ("area", "dudley"),
        ("source", "police"),
        ("received_on", "01/05/2019"),
        ("received_on", "2019-02-29"),
        ("received_on", "20190501"),
        ("received_on", "2019-W18-3"),
        ("received_on", "٢٠١٩-٠٥-٠١"),
        ("received_on", "2020-04-02"),
        ("received_on", "0219-05-01"),
        ("received_on", "9999-12-31"),
        ("contacted_at", "2019-05-02"),
        ("contacted_at", "2019-05-02T10:00:00"),
        ("contacted_at", "2019-05-02T25:00:00+01:00"),
        ("contacted_at", "0001-01-01T00:00:00+14:00"),
        ("contacted_at", "9999-12-31T23:59:59-14:00"),
        ("contacted_at", "2019-04-30T23:00:00+01:00"),
        ("contacted_at", "2020-04-01T12:00:01+00:00"),
        ("assessment_offered_on", "2019-04-30"),
        ("assessment_attended_on", "2019-04-30"),
        ("decision", "Suitable"),
        ("decision_on", "2019-04-30"),
        ("unsuitable_reason", "too risky"),
        ("first_session_offered_on", "2019-04-30"),
        ("sessions_required", "0"),
        ("sessions_required", "30.0"),
        ("sessions_attended", "-1"),
        ("sessions_attended", "many"),
        ("completed_on", "2019-04-30"),
        ("closed_on", "2019-04-30"),
        ("closed_on", "2021-01-01"),
        ("close_reason", "lost"),
        ("age_at_referral", "9"),
        ("age_at_referral", "111"),
        ("age_at_referral", "thirty"),
        ("ethnicity", "x" * 61),
        ("ethnicity", "a\0b"),
        ("religion", "x" * 41),
        ("children_ages", "4;;7"),
        ("children_ages", "4,7"),
        ("children_ages", "4;-1"),
        ("children_count", "-2"),
        ("children_count", "1e1"),
    ],
    "sessions": [
        ("my_time_ref", ""),
        ("my_time_ref", "MT9"),
        ("session_ref", ""),
        ("held_on", "2019-13-01"),
        ("held_on", "2020-04-02"),
        ("outcome", "absent"),
    ],
    "partners": [
        ("iss_ref", ""),
        ("my_time_ref", "MT9"),
        ("provider", "Refuge"),
        ("referred_on", "2020-04-02"),
        ("contacted_at", "2019-05-02T10:00"),
        ("contacted_at", "2019-05-01T10:00Z"),
        ("support", "telephone;prayer"),
        ("satisfaction", "0"),
        ("satisfaction", "6"),
        ("health_wellbeing", "better"),
        ("everyday_life", "worse"),
        ("safety", "same"),
        ("closed_on", "2019-05-01"),
    ],
    "training": [
        ("held_on", "soon"),
        ("held_on", "2020-04-02"),
        ("area", "Leeds"),
        ("kind", "other"),
        ("social_workers", "-3"),
        ("social_workers", "ten"),
    ],
}
CASES = [(table, column, value) for table, cells in WRONG_CELLS.items() for column, value in cells]


@pytest.mark.parametrize(("table", "column", "value"), CASES)
def test_a_wrong_cell_is_named(tmp_path, table, column, value):
    tables = {name: [dict(row)] for name, row in GOOD.items()}
    if table == "referrals":
        # a second referral carries the mistake: nothing else depends on it
        tables["referrals"].append(referral(my_time_ref="MT2", person_ref="P2"))
    tables[table][-1][column] = value
    problem = only_problem(write_cohort(tmp_path, **tables))
    line = len(tables[table]) + 1
    assert (problem.file, problem.line, problem.column, problem.value) == (
        f"{table}.csv",
        line,
        column,
        value,
    )
    assert problem.expected
    assert str(problem).startswith(f"{table}.csv, line {line}, column {column}: {value[:80]!r}"[:60])
