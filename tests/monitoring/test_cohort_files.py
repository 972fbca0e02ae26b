"""Every mistake in the files is told with its file, line, column, value and what was expected."""

from iss.statuses import Change, SupportKind
from monitoring.cohort_files import layout
from monitoring.models import Training
from programme.rules import Outcome
from referrals.models import Man, Referral
from referrals.statuses import CloseReason, Source, UnsuitableReason

from .folders import COLUMNS, GOOD, only_problem, read, referral, write_cohort


def test_every_problem_is_told_at_once(tmp_path):
    rows = [referral(my_time_ref=f"MT{n}", age_at_referral="old", area="Nowhere") for n in range(50)]
    _, problems = read(write_cohort(tmp_path, referrals=rows, training=[{"kind": "x"}]))
    assert len(problems) == 101
    assert [problem.line for problem in problems if problem.column == "area"] == list(range(2, 52))


def test_references_given_twice(tmp_path):
    tables = {name: [GOOD[name], GOOD[name]] for name in ("referrals", "sessions", "partners")}
    _, problems = read(write_cohort(tmp_path, **tables))
    assert [(p.file, p.line, p.column) for p in problems] == [
        ("partners.csv", 3, "iss_ref"),
        ("referrals.csv", 3, "my_time_ref"),
        ("sessions.csv", 3, "session_ref"),
    ]
    assert all("line 2 has it" in problem.expected for problem in problems)


def test_a_suitable_man_has_no_reason_for_unsuitability(tmp_path):
    row = referral(decision="suitable", unsuitable_reason="denial")
    assert only_problem(write_cohort(tmp_path, referrals=[row])).column == "unsuitable_reason"


def test_her_file_belongs_to_a_provider(tmp_path):
    folder = write_cohort(tmp_path, referrals=[referral()], partners=[{"iss_ref": "I1"}])
    assert only_problem(folder).column == "provider"
    write_cohort(tmp_path, referrals=[referral()], partners=[{"iss_ref": "I1", "my_time_ref": "MT1"}])
    assert read(folder)[0]


def test_no_folder_no_referrals(tmp_path):
    problem = only_problem(tmp_path / "nowhere")
    assert (problem.file, problem.line) == ("referrals.csv", 0)


def test_a_file_that_is_a_folder(tmp_path):
    write_cohort(tmp_path)
    (tmp_path / "sessions.csv").mkdir()
    assert only_problem(tmp_path).file == "sessions.csv"


def test_an_empty_file_has_no_header(tmp_path):
    (tmp_path / "referrals.csv").write_bytes(b"")
    assert (only_problem(tmp_path).line, only_problem(tmp_path).value) == (1, "")


def test_not_utf8_names_the_line_and_the_column(tmp_path):
    folder = write_cohort(tmp_path, referrals=[referral(), referral(my_time_ref="MT2", area="Dudley")])
    path = folder / "referrals.csv"
    path.write_bytes(path.read_bytes().replace(b"MT2,P1,Dudley", b"MT2,P1,D\xfcdley"))
    problem = only_problem(folder)
    assert (problem.line, problem.column, problem.expected) == (3, "area", "UTF-8 text")


def test_a_spreadsheet_in_utf16(tmp_path):
    path = write_cohort(tmp_path, referrals=[referral()]) / "referrals.csv"
    path.write_bytes(path.read_text().encode("utf-16"))
    assert only_problem(tmp_path).expected == "UTF-8 text"


def header(folder, columns):
    (folder / "training.csv").write_text(",".join(columns) + "\n")
    write_cohort(folder)
    return folder


def test_columns_missing_extra_twice_and_misspelt(tmp_path):
    columns = COLUMNS["training"]
    assert only_problem(header(tmp_path, columns[:-1])).column == "social_workers"
    assert only_problem(header(tmp_path, [*columns, "note"])).column == "note"
    assert only_problem(header(tmp_path, [*columns, "area"])).expected == "each column once"
    _, problems = read(header(tmp_path, ["Held_on", *columns[1:]]))
    assert [problem.column for problem in problems] == ["Held_on", "held_on"]


def test_ragged_rows(tmp_path):
    write_cohort(tmp_path)
    rows = "2019-01-01,Dudley,motivating\n2019-01-01,Dudley,motivating,3,4\n"
    (tmp_path / "training.csv").write_text(",".join(COLUMNS["training"]) + "\n" + rows)
    _, problems = read(tmp_path)
    assert [(p.line, p.column, p.value) for p in problems] == [
        (2, "social_workers", "3 cells"),
        (3, "", "5 cells"),
    ]


def test_a_quote_left_open(tmp_path):
    write_cohort(tmp_path)
    text = ",".join(COLUMNS["training"]) + '\n2019-01-01,"Dudley,motivating,3\n'
    (tmp_path / "training.csv").write_text(text)
    problem = only_problem(tmp_path)
    assert (problem.file, problem.line) == ("training.csv", 2)


def test_lines_are_counted_through_line_breaks_in_cells(tmp_path):
    rows = [referral(ethnicity="two\nlines"), referral(my_time_ref="MT2", age_at_referral="x")]
    assert only_problem(write_cohort(tmp_path, referrals=rows)).line == 4


def test_an_unreadable_referral_is_not_held_against_other_files(tmp_path):
    folder = write_cohort(tmp_path, referrals=[referral(area="?")], sessions=[GOOD["sessions"]])
    assert only_problem(folder).column == "area"


# What is legal


def test_a_row_with_nothing_but_its_reference(tmp_path):
    cohort, problems = read(write_cohort(tmp_path, referrals=[{"my_time_ref": "MT1"}], training=[{}]))
    assert not problems
    assert cohort.referrals[0].received_on is None
    assert cohort.training == []  # an empty record says nothing


def test_columns_in_any_order_a_mark_at_the_start_and_windows_lines(tmp_path):
    cells = referral(children_ages="9; 4", additional_needs="literacy;hearing;", ethnicity='=HYPERLINK("x")')
    columns = sorted(COLUMNS["referrals"], reverse=True)
    line = ",".join('"' + str(cells.get(column, "")).replace('"', '""') + '"' for column in columns)
    (tmp_path / "referrals.csv").write_bytes(f"{','.join(columns)}\r\n\r\n{line}\r\n".encode("utf-8-sig"))
    cohort, problems = read(tmp_path)
    assert not problems
    [row] = cohort.referrals
    assert (row.line, row.my_time_ref, row.children_ages) == (3, "MT1", (9, 4))
    assert row.additional_needs == ("literacy", "hearing")
    assert row.ethnicity == '=HYPERLINK("x")'


def test_history_is_untidy(tmp_path):
    rows = [
        referral(age_at_referral="30"),
        referral(my_time_ref="MT2", age_at_referral="27", received_on="2019-09-01", close_reason="withdrew"),
        referral(my_time_ref="MT3", person_ref="", decision_on="2019-06-01", closed_on="2019-06-01"),
        referral(my_time_ref="MT4", received_on="", closed_on="2019-06-01", unsuitable_reason="denial"),
    ]
    sessions = [
        {"my_time_ref": "MT1", "session_ref": "S1", "held_on": "2019-06-01", "outcome": "attended"},
        # hung on the latest referral, though it lies before it
        {"my_time_ref": "MT2", "session_ref": "S1", "held_on": "2019-06-01", "outcome": "late"},
        {"my_time_ref": "MT2", "session_ref": "S2"},
    ]
    cohort, problems = read(write_cohort(tmp_path, referrals=rows, sessions=sessions))
    assert not problems
    assert len(cohort.sessions) == 3


def test_the_codes_of_the_files_are_those_of_the_rooms():
    assert set(layout.SOURCES) == set(Source.values)
    assert set(layout.UNSUITABLE_REASONS) == set(UnsuitableReason.values)
    assert set(layout.CLOSE_REASONS) == set(CloseReason.values)
    assert set(layout.OUTCOMES) == set(Outcome.values)
    assert set(layout.SUPPORT) == set(SupportKind.values)
    assert set(layout.CHANGES) == set(Change.values)
    # A briefing is kept in the register, and no file of a cohort has one
    assert set(layout.TRAINING_KINDS) == set(Training.Kind.values) - {Training.Kind.BRIEFING}


def test_texts_fit_where_they_go():
    assert Man._meta.get_field("ethnicity").max_length >= 60
    assert Man._meta.get_field("religion").max_length >= 40
    assert Referral._meta.get_field("reference").max_length >= 38 + len("?:")
