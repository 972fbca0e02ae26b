"""The shape of answers, and the form that gathers them."""

import pytest

from outcomes.answers import answered, check
from outcomes.forms import form_for, steps
from outcomes.instruments import FIRST, F, M, W
from outcomes.intended import MIRABAL, OUTCOMES, RESPECT
from outcomes.scales import NOT_APPLICABLE, PREFER_NOT, SCALES, SKIPPED
from outcomes.stages import Stage

ALL_SKIPPED = {item.id: SKIPPED for item in M.at("initial")}


def test_everything_may_be_skipped_and_nothing_may_be_missing():
    assert check(M, ALL_SKIPPED, "initial") == {}
    short = {key: value for key, value in ALL_SKIPPED.items() if key != "M4"}
    assert list(check(M, short, "initial")) == ["M4"]


@pytest.mark.parametrize(
    ("item", "value", "fits"),
    [
        ("M1", 0, True),
        ("M1", 3, True),
        ("M1", 4, False),
        ("M1", "3", False),
        ("M1", True, False),
        ("M1", None, False),
        ("M1", PREFER_NOT, True),
        ("M1", NOT_APPLICABLE, False),
        ("M5", NOT_APPLICABLE, True),
        ("M7", 0, False),
        ("M7", 5, True),
        ("M7", PREFER_NOT, False),
        ("M6", 0, True),
        ("M13a", "To be a calmer father", True),
        ("M13a", " ", False),
        ("M13a", "x" * 201, False),
    ],
)
def test_an_answer_fits_its_item(item, value, fits):
    assert (check(M, ALL_SKIPPED | {item: value}, "initial") == {}) is fits


@pytest.mark.parametrize(
    ("ticked", "fits"),
    [
        (["none"], True),
        (["upset", "neck"], True),
        (["none", "neck"], False),
        ([], False),
        (["neck", "neck"], False),
        ("neck", False),
        (["else"], False),
    ],
)
def test_several_may_be_ticked_but_not_with_none_of_these(ticked, fits):
    answers = {item.id: SKIPPED for item in W.at("initial")} | {"W6": ticked}
    assert (check(W, answers, "initial") == {}) is fits


def test_what_is_not_asked_at_a_stage_is_not_answered_there():
    assert list(check(M, ALL_SKIPPED | {"M13b": 3}, "initial")) == ["M13b"]
    assert {"W15", "W16"} <= {item.id for item in W.at("midway")}
    assert not {"W15", "W16"} & {item.id for item in W.at("initial")}
    assert F.at("initial") == ()
    assert [item.id for item in F.at("end")] == ["F1", "F2", "F3", "F4"]


@pytest.mark.parametrize("code", list(FIRST))
@pytest.mark.parametrize("stage", Stage.values)
def test_every_item_has_a_scale_an_outcome_and_an_id_of_its_own(code, stage):
    items = FIRST[code].at(stage)
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert item.scale in SCALES
        assert item.points or SCALES[item.scale].text
        assert item.outcome
        assert set(item.outcome) <= set(OUTCOMES)


def test_the_frameworks_are_named_by_their_keys():
    assert {key for outcome in OUTCOMES.values() for key in outcome.mirabal} == set(MIRABAL)
    assert {key for outcome in OUTCOMES.values() for key in outcome.respect} == set(RESPECT)


@pytest.mark.parametrize("code", ["M", "W"])
@pytest.mark.parametrize("stage", Stage.values)
def test_the_steps_are_short_and_leave_nothing_out(code, stage):
    instrument = FIRST[code]
    found = steps(instrument, stage)
    assert [item for step in found for item in step] == list(instrument.at(stage))
    assert all(1 <= len(step) <= 5 for step in found)


def test_the_form_takes_taps_and_says_what_was_skipped():
    form = form_for(M, "initial")(
        {"M1": "2", "M2": PREFER_NOT, "M6": "0", "M13a": " Calmer ", "M12": NOT_APPLICABLE}
    )
    assert form.is_valid(), form.errors
    answers = form.answers()
    assert answers["M1"] == 2
    assert answers["M2"] == PREFER_NOT
    assert answers["M6"] == 0
    assert answers["M12"] == NOT_APPLICABLE
    assert answers["M13a"] == "Calmer"
    assert answers["M3"] == SKIPPED
    assert check(M, answers, "initial") == {}
    assert answered(answers) == 4


def test_a_form_left_empty_is_all_skipped():
    form = form_for(W, "midway")({})
    assert form.is_valid()
    assert set(form.answers().values()) == {SKIPPED}
    assert check(W, form.answers(), "midway") == {}


def test_nothing_else_than_what_is_listed_is_taken():
    form = form_for(W, "initial")({"W1": "7", "W6": ["none", "neck"]})
    assert not form.is_valid()
    assert set(form.errors) == {"W1", "W6"}
