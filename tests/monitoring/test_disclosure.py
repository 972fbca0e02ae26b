"""What is published: no small number, and none that could be worked out."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.figures.additions import additions
from monitoring.figures.disclosure import hide, protect
from monitoring.figures.rule import USUAL

# Among the tests of the database, which run before those that empty its tables
pytestmark = pytest.mark.django_db


@pytest.fixture
def internal(published_internal):
    """A copy: some tests change it."""
    return deepcopy(published_internal)


def leaves(node, path=()):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    else:
        yield path, node


def test_no_count_from_1_to_4_is_printed_and_the_others_are_multiples_of_5(internal):
    public = dict(leaves(protect(internal)))
    for path, value in leaves(internal):
        if isinstance(value, int):
            if 1 <= value <= 4:
                assert public[path] in ("<5", None), path
            else:
                assert public[path] is None or public[path] == USUAL.rounded(value), path


def test_the_keys_are_the_same(internal):
    assert [path for path, _ in leaves(internal)] == [path for path, _ in leaves(protect(internal))]


def test_no_sum_hides_exactly_one_number(internal):
    public = dict(leaves(protect(internal)))
    for parts, total in additions(internal):
        printed = [public[path] for path in (*parts, total) if path in public]
        hidden = [value for value in printed if not isinstance(value, int)]
        assert len(hidden) != 1 or len(printed) < len(parts) + 1, (parts, total)


def test_percentages_are_of_the_printed_numbers(internal):
    public = protect(internal)
    assert public["rates"]["completed_of_suitable"] == {"numerator": 25, "denominator": 255, "pct": 9.8}
    assert public["support_types"]["drop_in"] == {"count": "<5", "pct": None}


def test_percentages_on_less_than_ten_and_means_of_less_than_ten_are_empty(internal):
    internal["rates"]["completed_of_started"] = {"numerator": 5, "denominator": 9, "pct": 55.6}
    internal["fig21"] |= {"completed": {"n": 9, "mean": 18.2}, "no_sessions": {"n": 60, "mean": 30.7}}
    public = protect(internal)
    assert public["rates"]["completed_of_started"]["pct"] is None
    assert public["fig21"]["completed"]["mean"] is None
    # the mean of all and one other would give it away
    assert public["fig21"]["no_sessions"]["mean"] is None
    assert public["fig21"]["some_sessions"]["mean"] == 19.2


def test_to_the_nearest_5():
    assert [USUAL.rounded(n) for n in (0, 5, 7, 8, 12, 13, 1074)] == [0, 5, 5, 10, 10, 15, 1075]


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4))
def test_in_a_table_with_totals_no_row_or_column_hides_exactly_one(cells):
    counts, lines = {}, []
    width, height = 3, len(cells)
    for y, row in enumerate([*cells, [sum(column) for column in zip(*cells, strict=True)]]):
        for x, value in enumerate([*row, sum(row)]):
            counts[str(y), str(x)] = value
    for y in range(height + 1):
        lines.append((tuple((str(y), str(x)) for x in range(width)), (str(y), str(width))))
    for x in range(width + 1):
        lines.append((tuple((str(y), str(x)) for y in range(height)), (str(height), str(x))))
    hidden = hide(counts, lines)
    assert hidden >= {path for path, value in counts.items() if 1 <= value <= 4}
    for parts, total in lines:
        assert sum(path in hidden for path in (*parts, total)) != 1
