"""The invented cohort, loaded: every usable number of the evaluation comes out."""

import json
from pathlib import Path

import pytest

from . import oracle

PUBLISHED = json.loads(Path(__file__).with_name("published_figures.json").read_text(encoding="utf-8"))
GROUPS = {"No sessions": "no_sessions", "At least one": "some_sessions", "Completed": "completed"}

# Among the tests of the database, which run before those that empty its tables
pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(published_internal):
    return published_internal


def test_they_are_what_a_plain_reading_of_the_files_gives(figures, published_cohort):
    assert figures == oracle.figures(published_cohort)


def test_figure_13(figures):
    published = PUBLISHED["fig13"]
    assert figures["fig13"]["referrals"] == published["referrals"]
    assert figures["fig13"]["individuals"] == published["individuals"]
    assert figures["fig13"]["assessed"] == published["assessments_individuals"]
    assert figures["fig13"]["accepted"] == published["accepted"]
    assert figures["fig13"]["attendances"] == published["sessions_delivered"]
    assert figures["fig13"]["completed"] == published["completed_30"]
    assert figures["fig13"]["partners_referred"] == published["iss_referred"]
    # 134.6 weeks of at most twelve sessions
    assert 500 < figures["fig13"]["sessions_held"] <= 1615


def test_figure_18(figures):
    for area, row in PUBLISHED["fig18"].items():
        assert figures["fig18"][area]["suitable"] == row["suitable"]
        assert figures["fig18"][area]["unsuitable"] == row["unsuitable"]
        assert abs(figures["fig18"][area]["suitable_pct"] - row["suit_pct_of_464"]) <= 0.5
        assert abs(figures["fig18"][area]["unsuitable_pct"] - row["unsuit_pct_of_464"]) <= 0.5
    assert figures["fig18"]["total"] == {
        "suitable": 256,
        "unsuitable": 208,
        "suitable_pct": 55.2,
        "unsuitable_pct": 44.8,
    }


def test_figure_19(figures):
    solution = PUBLISHED["fig19"]["counts_one_consistent_solution"]
    for words, count in solution.items():
        row = figures["fig19"][words.lower().replace(" ", "_")]
        assert row["count"] == count
        assert abs(row["pct"] - PUBLISHED["fig19"]["published_pct"][words]) <= 0.5
    assert figures["fig19"]["total"] == {"count": 196, "pct": 100.0}
    assert figures["fig19"]["not_recorded"] == 12


def test_figure_20(figures):
    published = PUBLISHED["fig20"]
    for area, cells in published["cells"].items():
        assert [figures["fig20"][area][quarter] for quarter in published["quarters"]] == cells
        assert figures["fig20"][area]["total"] == published["row_totals"][area]
    totals = [figures["fig20"]["total"][quarter] for quarter in published["quarters"]]
    assert totals == published["col_totals_from_cells"]
    assert figures["fig20"]["total"]["total"] == published["grand_total_from_cells"]
    assert not any(figures["fig20"]["not_recorded"].values())


@pytest.mark.parametrize("name", PUBLISHED["means"])
def test_means(figures, name):
    published = PUBLISHED["means"][name]
    figure = figures[name.split("_")[0]]
    for (words, (number, _)), mean in zip(published["groups"].items(), published["reproduced"], strict=False):
        assert figure[GROUPS[words]] == {"n": number, "mean": mean}
    assert figure["total"] == {"n": published["n"], "mean": published["reproduced"][-1]}


def test_completions_by_area(figures):
    completed = {area: row["completed"] for area, row in figures["fig24"].items() if area != "total"}
    assert completed == PUBLISHED["completions_by_area"]


def test_any_session_and_started(figures):
    assumed = PUBLISHED["cohort_extra_assumptions"]
    assert figures["fig24"]["total"]["any_session"] == assumed["attended_any"]
    assert figures["foi_completion"]["base"] == assumed["attended_any"]
    assert figures["foi_completion"]["one_session"] == assumed["dropped_after_exactly_one"]
    assert figures["foi_completion"]["dropped_out"] == assumed["dropouts_of_196"]
    assert figures["rates"]["completed_of_started"]["denominator"] == 196


def test_figure_30(figures):
    published = PUBLISHED["fig30"]
    assert {key: figures["fig30"][key] for key in ("-1", "0", "1", "2", "3", "4")} == {
        key: published[key] for key in ("-1", "0", "1", "2", "3", "4")
    }
    assert figures["fig30"]["scored"] == published["total"]
    assert figures["fig30"]["missing"] == published["missing"]
    assert figures["fig30"]["positive_pct"] == published["positive_pct"]


def test_kinds_of_support(figures):
    for kind, count in PUBLISHED["iss_support_types_n376"].items():
        row = figures["support_types"]["group_work" if kind == "group" else kind]
        assert row == {"count": count, "pct": PUBLISHED["iss_support_types_pct"][kind]}
    assert figures["fig13"]["partners_supported"] >= 330


def test_rates(figures):
    usable = {name: row for name, *row in PUBLISHED["rates"]}
    names = {"suitable_of_decided": "suitable_of_decisions"}
    for name, rate in figures["rates"].items():
        numerator, denominator, *_, pct = usable[names.get(name, name)]
        assert rate == {"numerator": numerator, "denominator": denominator, "pct": pct}
