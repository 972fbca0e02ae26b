"""Two consecutive expected sessions missed without contact: the rule alone, without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules import LEFT_OUT, Expected, Outcome, half, must_close, run_of_misses

FIRST = datetime(2026, 6, 4, 17, 30, tzinfo=UTC)
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
SIGNS = {
    "A": Outcome.ATTENDED,
    "L": Outcome.LATE,
    "P": Outcome.NOT_TAKING_PART,
    "N": Outcome.ABSENT_NOTICE,
    "x": Outcome.ABSENT_NO_CONTACT,
    "C": Outcome.CANCELLED,
    "U": Outcome.CAUGHT_UP,
    "?": "",
}


def weekly(signs):
    return [Expected(FIRST + week * WEEK, SIGNS[sign]) for week, sign in enumerate(signs)]


@pytest.mark.parametrize(
    ("signs", "run"),
    [
        ("", 0),
        ("A", 0),
        ("x", 1),
        ("xx", 2),
        ("xxx", 3),
        ("Axx", 2),
        ("xxA", 0),
        ("xAx", 1),
        ("xLx", 1),
        ("xPx", 1),  # he came
        ("xNx", 1),  # a notice breaks the run
        ("xCx", 2),  # we cancelled: left out
        ("xUx", 2),  # he made one up: left out
        ("xCUCx", 2),
        ("x?x", 1),  # nobody knows that he missed it
        ("xx?", 0),
        ("xxC", 2),
        ("C", 0),
    ],
)
def test_the_run_of_misses(signs, run):
    assert run_of_misses(weekly(signs)) == run
    assert must_close(weekly(signs)) == (run >= 2)


@pytest.mark.parametrize(
    ("contact", "run"),
    [
        (FIRST - DAY, 2),  # before both
        (FIRST, 1),  # the moment of the first
        (FIRST + DAY, 1),  # between the two
        (FIRST + WEEK, 2),  # as the second begins
        (FIRST + WEEK + DAY, 2),  # after both
    ],
)
def test_a_contact_between_the_two_breaks_the_run(contact, run):
    assert run_of_misses(weekly("xx"), [contact]) == run


def test_midway_is_half_rounded_up():
    assert [half(n) for n in (1, 2, 16, 30, 31)] == [1, 1, 8, 15, 16]


histories = st.text(alphabet="".join(SIGNS), max_size=12)
moments = st.lists(st.integers(-3, 90).map(lambda day: FIRST + day * DAY), max_size=4)


def by_another_road(signs, contacts):
    """The same rule, walked forwards week by week."""
    run, last = 0, None
    for session in weekly(signs):
        if session.outcome in LEFT_OUT:
            continue
        if session.outcome != Outcome.ABSENT_NO_CONTACT:
            run, last = 0, None
            continue
        spoke = last is not None and any(last <= contact < session.at for contact in contacts)
        run, last = (1 if spoke else run + 1), session.at
    return run


@given(histories, moments)
def test_the_rule_walked_forwards_gives_the_same(signs, contacts):
    assert run_of_misses(weekly(signs), contacts) == by_another_road(signs, contacts)


@given(histories, moments, st.randoms())
def test_the_order_in_which_it_was_recorded_does_not_matter(signs, contacts, random):
    expected = weekly(signs)
    random.shuffle(expected)
    assert run_of_misses(expected, contacts) == run_of_misses(weekly(signs), contacts)


@given(histories, moments, st.integers(0, 90), st.sampled_from(LEFT_OUT))
def test_what_is_left_out_changes_nothing(signs, contacts, day, outcome):
    more = [*weekly(signs), Expected(FIRST + day * DAY + timedelta(hours=1), outcome)]
    assert run_of_misses(more, contacts) == run_of_misses(weekly(signs), contacts)


@given(histories, moments, moments)
def test_getting_in_touch_never_makes_it_worse(signs, contacts, more):
    assert run_of_misses(weekly(signs), contacts + more) <= run_of_misses(weekly(signs), contacts)


@given(histories, moments)
def test_whoever_came_last_has_no_run(signs, contacts):
    assert run_of_misses(weekly(signs + "A"), contacts) == 0
