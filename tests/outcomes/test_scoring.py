"""Sums, means and changes against tables worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.scales import NOT_APPLICABLE, PREFER_NOT, SKIPPED
from outcomes.scoring import (
    again,
    alarms,
    benefit_band,
    benefits,
    frequency,
    frequency_band,
    paired,
    satisfaction,
    severe,
    types,
)


def his(*values):
    return {f"M{number}": value for number, value in enumerate(values, start=1)}


@pytest.mark.parametrize(
    ("values", "mean", "kinds", "words"),
    [
        ((0, 0, 0, 0, 0), 0, 0, "No, not at all"),
        ((1, 0, 0, 0, 0), 0.2, 1, "Once or twice"),
        ((1, 1, 1, 1, 1), 1, 5, "Once or twice"),
        ((2, 0, 1, 3, 0), 1.2, 3, "Three times or more"),
        ((3, 3, 3, 3, 3), 3, 5, "Every week or more often"),
        ((3, SKIPPED, SKIPPED, SKIPPED, SKIPPED), 3, 1, "Every week or more often"),
        ((2, PREFER_NOT, 0, 1, NOT_APPLICABLE), 1, 2, "Once or twice"),
        ((SKIPPED, PREFER_NOT, SKIPPED, SKIPPED, NOT_APPLICABLE), None, None, "Not answered"),
    ],
)
def test_how_often_and_how_many_kinds_worked_by_hand(values, mean, kinds, words):
    assert frequency(his(*values)) == (pytest.approx(mean) if mean is not None else None)
    assert types(his(*values)) == kinds
    assert again(his(*values)) is (None if kinds is None else kinds > 0)
    assert frequency_band(frequency(his(*values))) == words


@pytest.mark.parametrize(
    ("before", "after", "frequencies", "kinds"),
    [
        ((2, 0, 1, 3, 0), (1, 0, 0, 1, 0), (1.2, 0.4), (3, 2)),
        ((0, 0, 0, 0, 0), (1, 0, 2, 0, 0), (0, 0.6), (0, 2)),
        # What was skipped at one of the two times is left out of both
        ((3, SKIPPED, 1, 0, 0), (1, 3, 1, 0, SKIPPED), (4 / 3, 2 / 3), (2, 2)),
        ((SKIPPED,) * 5, (1, 1, 1, 1, 1), (None, None), (None, None)),
    ],
)
def test_a_paired_change_is_over_what_was_answered_both_times(before, after, frequencies, kinds):
    change = paired(his(*before), his(*after))
    for found, (first, later) in ((change.frequency, frequencies), (change.types, kinds)):
        assert found.before == (None if first is None else pytest.approx(first))
        assert found.after == (None if later is None else pytest.approx(later))
        assert found.paired is (first is not None)
        assert found.difference == (None if first is None else pytest.approx(later - first))


def test_the_direction_of_a_change_is_said_as_a_number_goes():
    change = paired({"M7": 2, "M8": 3, "M9": 5, "M10": SKIPPED}, {"M7": 4, "M8": 3, "M9": 1, "M10": 5})
    assert {key: item.direction for key, item in change.items.items()} == {
        "M7": "rose",
        "M8": "stayed",
        "M9": "fell",
    }
    assert paired({}, {}).frequency.direction == ""


# health W13, everyday life W10, safety W8 at the start and now; satisfaction W16 now
@pytest.mark.parametrize(
    ("first", "later", "scores", "total", "band"),
    [
        ((2, 2, 2), (3, 4, 5, 5), (1, 1, 1, 1), 4, "positive"),
        ((4, 4, 4), (3, 1, 2, 1), (-1, -1, -1, -1), -4, "negative"),
        ((3, 3, 3), (3, 3, 3, 3), (0, 0, 0, 0), 0, "neutral"),
        ((3, 3, 3), (2, 4, 3, 4), (1, -1, 1, 0), 1, "positive"),
        ((SKIPPED, 3, 3), (5, 3, SKIPPED, 2), (-1, None, 0, None), -1, "negative"),
        ((3, NOT_APPLICABLE, 3), (SKIPPED,) * 4, (None,) * 4, None, "not recorded"),
    ],
)
def test_figure_30_worked_by_hand(first, later, scores, total, band):
    start = dict(zip(("W13", "W10", "W8"), first, strict=True))
    now = dict(zip(("W13", "W10", "W8", "W16"), later, strict=True))
    found = benefits(start, now)
    assert found.scores == scores
    assert found.total == total
    assert benefit_band(found.total) == band


def test_satisfaction_is_negative_below_the_middle_and_positive_above_it():
    assert [satisfaction(value) for value in (1, 2, 3, 4, 5, None)] == [-1, -1, 0, 1, 1, None]


@pytest.mark.parametrize(
    ("ticked", "found", "is_severe"),
    [
        (["none"], set(), False),
        (["upset"], set(), False),
        (["upset", "injury"], {"injury"}, True),
        (
            ["neck", "weapon", "threat_to_kill", "treatment"],
            {"neck", "weapon", "threat_to_kill", "treatment"},
            True,
        ),
        (SKIPPED, set(), None),
    ],
)
def test_harm_that_raises_an_alarm(ticked, found, is_severe):
    assert alarms({"W6": ticked}) == found
    assert severe({"W6": ticked}) is is_severe
    assert severe({}) is None


WORDS = st.sampled_from([SKIPPED, PREFER_NOT, NOT_APPLICABLE])
ANSWER = st.one_of(st.integers(0, 3), WORDS)
ANSWERS = st.fixed_dictionaries({f"M{number}": ANSWER for number in range(1, 6)})
HERS = st.fixed_dictionaries(
    {key: st.one_of(st.integers(1, 5), WORDS) for key in ("W8", "W10", "W13", "W16")}
)


@given(ANSWERS, ANSWERS, st.randoms())
def test_the_order_of_the_answers_does_not_matter(before, after, random):
    def shuffled(answers):
        pairs = list(answers.items())
        random.shuffle(pairs)
        return dict(pairs)

    assert frequency(shuffled(before)) == frequency(before)
    assert types(shuffled(before)) == types(before)
    assert paired(shuffled(before), shuffled(after)) == paired(before, after)


@given(HERS, HERS, st.randoms())
def test_the_order_of_hers_does_not_matter(first, later, random):
    pairs = list(later.items())
    random.shuffle(pairs)
    assert benefits(first, dict(pairs)) == benefits(first, later)


@given(ANSWERS)
def test_a_skipped_item_never_counts_as_zero(answers):
    """Taken out altogether it gives the same; a zero in its place gives less wherever something was admitted."""
    numbers = {key: value for key, value in answers.items() if isinstance(value, int)}
    assert frequency(answers) == frequency(numbers)
    assert types(answers) == types(numbers)
    zeroed = {key: value if isinstance(value, int) else 0 for key, value in answers.items()}
    if numbers and len(numbers) < len(answers) and any(numbers.values()):
        assert frequency(answers) > frequency(zeroed)
    if not numbers:
        assert frequency(answers) is None


@given(HERS, HERS, st.sampled_from(["W8", "W10", "W13"]))
def test_a_skipped_item_of_hers_scores_nothing_at_all(first, later, key):
    scored = benefits(first, later | {key: SKIPPED})
    name = {"W8": "safety", "W10": "everyday_life", "W13": "health_wellbeing"}[key]
    assert getattr(scored, name) is None


@given(ANSWERS, ANSWERS, st.sampled_from([f"M{number}" for number in range(1, 6)]))
def test_what_was_skipped_once_moves_nothing(before, after, key):
    skipped = paired(before | {key: SKIPPED}, after)
    without = paired(
        {item: value for item, value in before.items() if item != key},
        {item: value for item, value in after.items() if item != key},
    )
    assert skipped == without


@given(ANSWERS, ANSWERS)
def test_a_change_back_is_the_change_the_other_way_round(before, after):
    there, back = paired(before, after), paired(after, before)
    if there.frequency.paired:
        assert there.frequency.difference == -back.frequency.difference
    else:
        assert not back.frequency.paired
