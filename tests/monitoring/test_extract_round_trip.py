"""What an extract holds can be loaded again, and the figures of it are the figures it was made from."""

import io
import random
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from monitoring.cohort_import import import_cohort
from monitoring.extract.columns import DICTIONARY, FILES
from monitoring.extract.pseudonyms import Pseudonyms
from monitoring.extract.reading import Reading
from monitoring.extract.writing import zipped
from monitoring.figures import Audience, Period, compute

from .folders import COLUMNS, write_cohort
from .invented_cohorts import random_cohort

AT = datetime(2026, 6, 3, 11, 0, tzinfo=UTC)
NAMES = Pseudonyms("a secret", "EXT-1")
# Whole months: what a file is filed under stays true to the month
MONTHS = [Period(), Period(date(2018, 4, 1), date(2019, 3, 31)), Period(last=date(2018, 11, 30))]


def in_an_empty_database(act):
    """What ``act`` gives, with everything it wrote undone."""
    with transaction.atomic():
        found = act()
        transaction.set_rollback(True)
    return found


def extract(folder):
    """The figures of a loaded folder, and the zip that is made of it."""
    assert not import_cohort(folder, by=None, at=AT).problems
    content, _ = zipped(Reading(Period(), NAMES), "About")
    return [compute(period, Audience.INTERNAL) for period in MONTHS], content


def load_again(content, folder):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    problems = import_cohort(folder, by=None, at=AT).problems
    assert not problems, problems[:3]
    again, _ = zipped(Reading(Period(), NAMES), "About")
    return [compute(period, Audience.INTERNAL) for period in MONTHS], again


def untidy(seed):
    """A cohort with everything that records hold: own words, unknown men, days that are missing."""
    dice = random.Random(seed)
    cohort = random_cohort(dice, men=60)
    for row in cohort["referrals"]:
        row |= {
            "ethnicity": dice.choice(("", "White: Irish", "Not asked", "Son of a Silesian miner")),
            "religion": dice.choice(("", "Sikh", "Prefer not to say", "Follows his grandmother")),
            "additional_needs": dice.choice(("", "literacy;hearing", "fear of lifts", "none")),
            "sessions_attended": dice.choice(("", "", "3", "30")),
            "contacted_at": f"{row['received_on']}T23:30:00+00:00" if row["received_on"] else "",
        }
        if dice.random() < 0.5:
            row["children_ages"] = dice.choice(("4", "11;3", "17;17;2", "0"))
        if dice.random() < 0.1:
            row["person_ref"] = ""
        if dice.random() < 0.1:
            row["unsuitable_reason"] = "denial" if row["decision"] == "" else row["unsuitable_reason"]
    for row in cohort["partners"]:
        row["my_time_ref"] = dice.choice(cohort["referrals"])["my_time_ref"] if dice.random() < 0.8 else ""
        row["contacted_at"] = f"{row['referred_on']}T10:00:00+01:00" if dice.random() < 0.5 else ""
    cohort["training"] = [
        {"held_on": "2018-05-09", "area": "Dudley", "kind": "motivating", "social_workers": "12"},
        {"held_on": "", "area": "", "kind": "assessment_and_referral", "social_workers": "7"},
    ]
    return cohort


@pytest.mark.parametrize("seed", range(8))
def test_figures_are_the_same_when_an_extract_is_loaded_again(system, tmp_path, seed):
    folder = write_cohort(tmp_path / "cohort", **untidy(seed))
    figures, content = in_an_empty_database(lambda: extract(folder))
    again, second = in_an_empty_database(lambda: load_again(content, tmp_path / "extract"))
    assert again == figures
    # An extract of an extract moves nothing any further
    assert without_references(second) == without_references(content)


def test_the_published_cohort_comes_back(system, tmp_path, published_cohort, published_internal):
    figures, content = in_an_empty_database(lambda: extract(published_cohort))
    again, _ = in_an_empty_database(lambda: load_again(content, tmp_path / "extract"))
    assert again == figures
    assert again[0] == published_internal


def files_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def without_references(content):
    """Every row without the cells that are keyed, in an order of its own."""
    keyed = {"my_time_ref", "person_ref", "session_ref", "iss_ref", "ref"}
    found = {}
    for name, text in files_of(content).items():
        lines = [line.split(",") for line in text.splitlines()]
        if name not in (DICTIONARY, "README.txt"):
            kept = [n for n, column in enumerate(lines[0]) if column not in keyed]
            found[name] = sorted([cells[n] for n in kept] for cells in lines[1:])
    return found


def test_the_files_are_those_of_a_cohort_with_measures_and_a_dictionary_beside(system, tmp_path):
    _, content = extract(write_cohort(tmp_path / "cohort", **untidy(1)))
    found = files_of(content)
    assert set(found) == {f"{name}.csv" for name in COLUMNS} | {"measures.csv", DICTIONARY, "README.txt"}
    for name, columns in COLUMNS.items():
        assert found[f"{name}.csv"].splitlines()[0].split(",") == columns
    described = [line.split(",")[:2] for line in found[DICTIONARY].splitlines()[1:]]
    assert described == [[file.name, column] for file in FILES for column in file.header]


def test_nothing_of_what_was_recorded_of_somebody_stands_in_it(system, tmp_path):
    cohort = untidy(2)
    _, content = extract(write_cohort(tmp_path / "cohort", **cohort))
    text = "\n".join(text for name, text in files_of(content).items() if name != DICTIONARY)
    assert "Silesian" not in text
    assert "grandmother" not in text
    assert "lifts" not in text
    assert "23:30" not in text
    cells = set(text.replace(";", ",").replace("\n", ",").split(","))
    references = {
        row[name] for rows in cohort.values() for row in rows for name in row if name.endswith("_ref")
    }
    assert not references - {""} & cells
    days = {row["received_on"] for row in cohort["referrals"]} - {""}
    assert not {day for day in days if not day.endswith("-01")} & {
        line.split(",")[4] for line in files_of(content)["referrals.csv"].splitlines()[1:]
    }


def test_a_man_with_no_day_of_his_own_gives_away_no_day(system, tmp_path):
    referral = {"my_time_ref": "MT1", "person_ref": "P1", "area": "Dudley"}
    sessions = [
        {"my_time_ref": "MT1", "session_ref": f"S{day}", "held_on": f"2019-06-{day}", "outcome": "attended"}
        for day in (14, 21)
    ]
    _, content = extract(write_cohort(tmp_path / "cohort", referrals=[referral], sessions=sessions))
    held = sorted(line.split(",")[2] for line in files_of(content)["sessions.csv"].splitlines()[1:])
    assert held == ["2019-06-01", "2019-06-08"]
