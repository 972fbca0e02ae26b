"""Loading: all or nothing, once, and nobody hears of it."""

import io
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.models import Alert
from audit.models import Entry
from iss.models import Deadline as HerDeadline
from iss.models import PartnerFile
from monitoring.cohort_import import import_cohort
from monitoring.models import LoadedRow, Training
from programme.models import Attendance, Session
from programme.models import Deadline as RegisterDeadline
from referrals.models import Deadline as HisDeadline
from referrals.models import Man, Referral, StatusChange
from referrals.statuses import Status

from .folders import write_cohort

NOW = datetime(2020, 4, 1, 12, tzinfo=UTC)
TABLES = (Man, Referral, StatusChange, Session, Attendance, PartnerFile, Training, LoadedRow, Entry)
SESSION = {"my_time_ref": "MT1", "session_ref": "S1", "held_on": "2019-06-01", "outcome": "attended"}
PARTNER = {"iss_ref": "I1", "my_time_ref": "MT1", "referred_on": "2019-05-03", "support": "telephone"}
TRAINING = {"held_on": "2019-06-01", "area": "Dudley", "kind": "motivating", "social_workers": "5"}


def referral(**cells):
    return {"my_time_ref": "MT1", "person_ref": "P1", "area": "Dudley", "received_on": "2019-05-01"} | cells


@pytest.fixture
def folder(tmp_path):
    return write_cohort(
        tmp_path,
        referrals=[referral()],
        sessions=[SESSION],
        partners=[PARTNER],
        training=[TRAINING, TRAINING],
    )


def load(folder, **options):
    return import_cohort(folder, by=None, at=NOW, **options)


def counts():
    return [model.objects.count() for model in TABLES]


def test_again_it_changes_nothing(system, folder):
    assert load(folder).loaded == {
        "referrals.csv": 1,
        "sessions.csv": 1,
        "partners.csv": 1,
        "training.csv": 2,
    }
    before = counts()
    again = load(folder)
    assert not any(again.loaded.values())
    assert again.known == {"referrals.csv": 1, "sessions.csv": 1, "partners.csv": 1, "training.csv": 2}
    assert counts() == before


def test_again_it_changes_nothing_though_the_case_has_gone_on(system, folder):
    load(folder)
    Referral.objects.update(age_at_referral=41)
    assert not load(folder).problems
    assert Referral.objects.get().age_at_referral == 41


def test_what_was_added_to_the_files_is_added_here(system, folder):
    load(folder)
    write_cohort(
        folder,
        referrals=[
            referral(),
            referral(my_time_ref="MT2", received_on="2019-07-01", ethnicity="White: Irish"),
        ],
        sessions=[SESSION, SESSION | {"my_time_ref": "MT2"}, SESSION | {"session_ref": "S2"}],
        training=[TRAINING] * 3,
    )
    assert load(folder).loaded == {
        "referrals.csv": 1,
        "sessions.csv": 2,
        "partners.csv": 0,
        "training.csv": 1,
    }
    assert (Man.objects.count(), Session.objects.count(), Training.objects.count()) == (1, 2, 3)


@pytest.mark.parametrize(
    ("table", "row", "line"),
    [
        ("referrals", referral(age_at_referral="30"), 2),
        ("sessions", SESSION | {"outcome": "late"}, 2),
        ("partners", PARTNER | {"satisfaction": "5"}, 2),
    ],
)
def test_another_content_under_a_loaded_reference_is_an_error(system, folder, table, row, line):
    load(folder)
    before = counts()
    write_cohort(folder, **({"referrals": [referral()]} | {table: [row]}))
    [problem] = load(folder).problems
    assert (problem.file, problem.line) == (f"{table}.csv", line)
    assert counts() == before


def test_a_reference_of_a_case_that_came_another_way_is_an_error(system, folder):
    Referral.objects.create(reference="MT1", man=Man.objects.create(reference="M"), received_at=NOW)
    [problem] = load(folder).problems
    assert (problem.file, problem.line, problem.column) == ("referrals.csv", 2, "my_time_ref")
    assert Referral.objects.count() == 1


def test_one_error_and_nothing_is_loaded(system, folder):
    write_cohort(folder, referrals=[referral()], training=[TRAINING | {"social_workers": "x"}])
    before = counts()
    assert load(folder).problems
    assert counts() == before


def test_a_dry_run_loads_nothing(system, folder):
    before = counts()
    assert load(folder, dry_run=True).loaded["referrals.csv"] == 1
    assert counts() == before
    assert load(folder).loaded["referrals.csv"] == 1


def test_nothing_is_sent_nobody_is_alerted_no_clock_starts(system, published_cohort, mailoutbox):
    load(published_cohort)
    assert not Alert.objects.exists()
    assert not mailoutbox
    for deadlines in (HisDeadline, HerDeadline, RegisterDeadline):
        assert not deadlines.objects.exists()


STATUSES = [
    ({}, Status.RECEIVED, ""),
    ({"contacted_at": "2019-05-02T10:00:00+01:00"}, Status.CONTACTED, ""),
    ({"assessment_offered_on": "2019-05-09"}, Status.ASSESSMENT_BOOKED, ""),
    ({"assessment_attended_on": "2019-05-09"}, Status.ASSESSMENT_BOOKED, ""),
    ({"decision": "suitable"}, Status.SUITABLE, ""),
    ({"decision": "suitable", "sessions_attended": "3"}, Status.ON_PROGRAMME, ""),
    ({"decision": "unsuitable"}, Status.UNSUITABLE, Status.ASSESSMENT_BOOKED),
    ({"completed_on": "2020-01-01"}, Status.COMPLETED, Status.ON_PROGRAMME),
    ({"closed_on": "2019-05-20"}, Status.CLOSED, Status.RECEIVED),
    ({"decision": "suitable", "close_reason": "moved_away"}, Status.CLOSED, Status.SUITABLE),
    ({"decision": "unsuitable", "closed_on": "2019-05-20"}, Status.CLOSED, Status.ASSESSMENT_BOOKED),
]


@pytest.mark.parametrize(("cells", "status", "came_from"), STATUSES)
def test_the_status_is_what_the_facts_amount_to(system, tmp_path, cells, status, came_from):
    load(write_cohort(tmp_path, referrals=[referral(**cells)]))
    row = Referral.objects.get()
    expected = Status.ON_PROGRAMME if status == Status.COMPLETED else came_from
    assert (row.status, row.came_from, row.imported) == (status, expected, True)
    [change] = row.status_changes.all()
    assert (change.from_status, change.to_status, change.at, change.by) == ("", status, NOW, None)


def test_a_suitable_man_with_a_register_is_on_the_programme(system, tmp_path):
    load(write_cohort(tmp_path, referrals=[referral(decision="suitable")], sessions=[SESSION]))
    assert Referral.objects.get().status == Status.ON_PROGRAMME


def test_one_man_two_referrals_one_session_of_many(system, tmp_path):
    rows = [
        referral(ethnicity="White: Irish", religion="Sikh"),
        referral(my_time_ref="MT2", received_on="2019-09-01", ethnicity="Other", additional_needs="literacy"),
        referral(my_time_ref="MT3", person_ref=""),
    ]
    sessions = [SESSION | {"my_time_ref": f"MT{n}"} for n in (1, 2, 3)]
    load(write_cohort(tmp_path, referrals=rows, sessions=sessions))
    assert {man.reference for man in Man.objects.all()} == {"P1", "?:MT3"}
    man = Man.objects.get(reference="P1")
    assert (man.ethnicity, man.religion, man.additional_needs) == ("Other", "Sikh", ["literacy"])
    assert (man.first_name, man.last_name) == ("", "")
    assert Session.objects.get().attendances.count() == 3


def test_her_file_is_linked_and_his_side_knows_only_the_provider(system, folder):
    load(folder)
    file = PartnerFile.objects.get()
    assert (file.status, file.provider.name) == ("supported", "Black Country Women's Aid")
    assert [provider.name for provider in file.referral.linked_providers.all()] == [
        "Black Country Women's Aid"
    ]


def cohort_of(folder, number):
    """As many men, each with a referral, an outcome at one session and a partner."""
    names = [f"{folder.name}-{n}" for n in range(number)]
    return write_cohort(
        folder,
        referrals=[referral(my_time_ref=name, person_ref=f"P{name}") for name in names],
        sessions=[SESSION | {"my_time_ref": name, "session_ref": f"S{name}"} for name in names],
        partners=[PARTNER | {"my_time_ref": name, "iss_ref": f"I{name}"} for name in names],
        training=[TRAINING | {"social_workers": str(n)} for n in range(number)],
    )


def test_more_rows_are_not_more_statements(system, tmp_path):
    asked = []
    for number, name in ((2, "few"), (40, "many")):
        with CaptureQueriesContext(connection) as each:
            assert load(cohort_of(tmp_path / name, number)).loaded["sessions.csv"] == number
        asked.append(len(each))
    assert asked[0] == asked[1]


def test_it_says_how_far_it_is(system, folder, monkeypatch):
    monkeypatch.setattr("accounts.many.BATCH", 1)
    told = []
    load(folder, tell=told.append)
    assert told[:4] == [
        "referrals.csv: 1 rows read, 1 of them new",
        "sessions.csv: 1 rows read, 1 of them new",
        "partners.csv: 1 rows read, 1 of them new",
        "training.csv: 2 rows read, 2 of them new",
    ]
    assert [words.split(" rows")[0] for words in told[4:]] == [
        "referrals.csv: 1 of 1",
        "sessions.csv: 1 of 1",
        "partners.csv: 1 of 1",
        "training.csv: 1 of 2",
        "training.csv: 2 of 2",
    ]
    told.clear()
    load(folder, tell=told.append)
    assert [words.split(", ")[1] for words in told] == ["0 of them new"] * 4


# The command


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_cohort", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue()


def test_the_command_says_what_it_did(db, folder):
    assert "referrals.csv: 1 rows would be loaded" in run(folder, "--dry-run")
    assert "referrals.csv: 1 rows loaded" in run(folder)
    assert "Nothing changed" in run(folder)


def test_the_command_shows_its_progress_beside_what_it_did(db, folder):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_cohort", str(folder), stdout=out, stderr=err)
    assert "referrals.csv: 1 of 1 rows written" in err.getvalue()
    assert "written" not in out.getvalue()


def test_the_command_ends_with_1_and_names_every_problem(db, tmp_path):
    write_cohort(
        tmp_path, referrals=[referral(age_at_referral="x"), referral(my_time_ref="MT2", area="Leeds")]
    )
    err = io.StringIO()
    with pytest.raises(CommandError, match=r"2 problems\. Nothing was loaded\.") as raised:
        call_command("import_cohort", str(tmp_path), stderr=err)
    assert raised.value.returncode == 1
    assert "referrals.csv, line 2, column age_at_referral: 'x': expected a whole number" in err.getvalue()
    assert "referrals.csv, line 3, column area: 'Leeds': expected an area: Birmingham" in err.getvalue()
    assert not Referral.objects.exists()
