"""What a reader can work out of published tables: nothing, from one release or from two."""

import random
from datetime import date

import pytest

from monitoring.figures.additions import additions
from monitoring.figures.attack import recoverable
from monitoring.figures.disclosure import protect
from monitoring.figures.rule import STRICT, USUAL, Rule
from monitoring.figures.tables import Released, beside, counts_of, read
from tests.proof import size

from . import oracle
from .folders import write_cohort
from .invented_cohorts import random_cohort

SIZES = (12, 40, 120, 400)
UNROUNDED = Rule(round_to=1)


def tables(counts, lines, hidden, rule=USUAL):
    shown = {path: rule.shown(value, hidden=path in hidden) for path, value in counts.items()}
    return read(counts, shown, lines, rule)


def as_read(figures, public, rule, released=()):
    """The tables as their reader has them, whatever the code that made them thinks it has hidden."""
    reading = read(counts_of(figures), Released(figures, public, rule).printed(), additions(figures), rule)
    return recoverable(beside(reading, released))


def cohort(number, folder, *, last=None):
    """(folder, figures) of a random cohort; with ``last``, of those received until then."""
    dice = random.Random(number)
    rows = random_cohort(dice, men=SIZES[number % len(SIZES)])
    write_cohort(folder, **rows)
    return oracle.figures(folder, last=last)


A, B, C, ALL = ("a",), ("b",), ("c",), ("all",)
LINE = [((A, B), ALL)]


def test_one_hidden_part_of_an_exact_sum_is_worked_out():
    counts = {A: 3, B: 20, ALL: 23}
    assert recoverable(tables(counts, LINE, {A}, UNROUNDED)) == {A}


def test_two_hidden_parts_of_an_exact_sum_are_safe():
    counts = {A: 3, B: 20, ALL: 23}
    assert recoverable(tables(counts, LINE, {A, B}, UNROUNDED)) == set()


def test_small_counts_that_only_just_reach_a_rounded_total_are_worked_out():
    # "<5" and "<5" make at most 8; "10" is at least 8
    counts = {A: 4, B: 4, ALL: 8}
    assert recoverable(tables(counts, LINE, {A, B})) == {A, B}


def test_marks_that_add_up_to_a_mark_say_too_much():
    # four parts of at least 1 and a total of at most 4
    parts = [(name,) for name in "abcd"]
    counts, lines = dict.fromkeys(parts, 1) | {ALL: 4}, [(tuple(parts), ALL)]
    assert recoverable(tables(counts, lines, set(counts))) == set(counts)


def test_a_mark_that_stands_for_one_value_only_is_worked_out():
    # "<2" is one, whether it stands in a sum or alone
    ones = Rule(hide_below=2)
    assert recoverable(read({A: 1}, {A: ones.mark}, [], ones)) == {A}
    assert recoverable(tables({A: 1}, [], {A}, ones)) == set()
    assert recoverable(tables({A: 1}, [], {A})) == set()


def test_what_is_known_to_be_safe_is_not_attacked_again():
    counts = {A: 3, B: 20, ALL: 23}
    assert recoverable(tables(counts, LINE, {A}, UNROUNDED), safe={A}) == set()


def test_what_one_release_prints_gives_away_what_another_hides():
    then = [("then", name) for name in ("a", "b", "all")]
    counts = dict(zip(then, (2, 6, 8), strict=True)) | {A: 2, B: 6, C: 40, ALL: 48}
    lines = [((then[0], then[1]), then[2]), ((A, B, C), ALL)]
    hidden = {then[0], then[1], A, C}
    assert recoverable(tables(counts, lines, hidden, UNROUNDED)) == set()
    same = [((then[0],), A), ((then[1],), B)]
    assert recoverable(tables(counts, lines + same, hidden, UNROUNDED)) >= {A, then[0]}


def test_what_was_printed_before_is_no_secret_any_more():
    """A release that was corrected in one place does not hide for ever what the first has printed."""
    before, now = {("then", *path): value for path, value in {A: 20, B: 6}.items()}, {A: 20, B: 7}
    joined = tables(now | before, [((("then", "a"),), A)], {A}, UNROUNDED)
    assert recoverable(joined) == {A}
    joined.known.add(A)
    joined.hidden -= joined.known
    assert recoverable(joined) == set()


def test_hiding_small_counts_alone_is_caught(published_cohort):
    figures = oracle.figures(published_cohort)
    counts = counts_of(figures)
    small = {path for path, value in counts.items() if UNROUNDED.is_small(value)}
    assert recoverable(tables(counts, additions(figures), small, UNROUNDED))


def test_a_rule_that_hides_ones_only_prints_no_mark(published_cohort):
    figures, rule = oracle.figures(published_cohort), Rule(hide_below=2, round_to=1)
    public = protect(figures, rule)
    assert as_read(figures, public, rule) == set()
    assert "<2" not in str(public)


@pytest.mark.parametrize("rule", [USUAL, STRICT, UNROUNDED], ids=["usual", "strict", "unrounded"])
def test_nothing_of_the_published_cohort_can_be_worked_out(published_cohort, rule):
    figures = oracle.figures(published_cohort)
    assert as_read(figures, protect(figures, rule), rule) == set()


def a_year_apart(number, folder, rule):
    """(what was released before, what is released now)"""
    before = cohort(number, folder, last=date(2019, 3, 31))
    return Released(before, protect(before, rule), rule, same_period=False), oracle.figures(folder)


def under_a_laxer_rule(number, folder, rule):
    figures = cohort(number, folder)
    return Released(figures, protect(figures), USUAL), figures


def before_it_was_corrected(number, folder, rule):
    rows = random_cohort(random.Random(number), men=SIZES[number % len(SIZES)])
    before = oracle.figures(write_cohort(folder / "before", **rows))
    for row in random.Random(number).sample(rows["referrals"], 3):
        row["area"] = "Dudley"
    return Released(before, protect(before, rule), rule), oracle.figures(write_cohort(folder / "now", **rows))


RULES = {"usual": USUAL, "strict": STRICT, "unrounded": UNROUNDED}
PAIRS = (a_year_apart, under_a_laxer_rule, before_it_was_corrected)


def attacked(number, folder, rule, pair):
    """What can be worked out of a random cohort released alone, and of two releases of it."""
    figures = cohort(number, folder / "alone")
    alone = as_read(figures, protect(figures, rule), rule)
    first, now = pair(number, folder / "pair", rule)
    return alone | as_read(now, protect(now, rule, [first]), rule, [first])


@pytest.mark.proof
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.__name__)
@pytest.mark.parametrize("name", RULES)
def test_nothing_of_random_cohorts_can_be_worked_out(tmp_path, name, pair):
    """Rule and pair in turn: every ninth cohort has these two."""
    mine = list(RULES).index(name) + 3 * PAIRS.index(pair)
    for number in range(mine, size(short=18, whole=1000), 9):
        assert attacked(number, tmp_path / str(number), RULES[name], pair) == set(), number


def test_tables_that_the_solver_wrongly_calls_impossible_are_read_all_the_same(tmp_path):
    """The HiGHS of scipy 1.17 said so of these after simplifying them; the release of such tables could not be made."""
    assert attacked(693, tmp_path, USUAL, a_year_apart) == set()
