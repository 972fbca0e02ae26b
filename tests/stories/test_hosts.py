"""What ``make hosts`` rests on, without starting it: the trial is never passed over in silence, numbers are what they say."""

import os
from itertools import pairwise

import pytest

from tests.hosts import __main__ as command
from tests.hosts.load import Taken, family, percentile, rest, used
from tests.hosts.person import hidden, register


def test_where_a_program_is_missing_the_trial_is_skipped_aloud_and_is_no_success(
    monkeypatch, tmp_path, capsys
):
    monkeypatch.setattr(command, "NEEDS", {"trial": {"pgbouncer": lambda: None, "nginx": lambda: "/nginx"}})
    assert command.main(["--only", "trial", "--json", str(tmp_path / "hosts.json")]) == 3
    assert "SKIPPED: trial needs pgbouncer (Debian: apt-get install pgbouncer)" in capsys.readouterr().err


@pytest.mark.parametrize(("share", "found"), [(0.5, 10), (0.95, 19), (0.951, 20), (1, 20)])
def test_a_percentile_is_a_number_that_was_measured(share, found):
    assert percentile(range(20, 0, -1), share) == found


def test_an_answer_that_is_no_page_is_an_error_and_is_counted_with_the_others():
    taken = Taken()
    taken.add(0.1), taken.add(0.3, "post 502")
    assert taken.in_words() | {"first_errors": []} == {
        "requests": 2,
        "errors": 1,
        "median_ms": 200,
        "p95_ms": 300,
        "slowest_ms": 300,
        "first_errors": [],
    }


def test_this_process_has_used_a_processor_and_takes_room():
    assert family(os.getpid())[0] == os.getpid()
    assert used(os.getpid()) > 0
    assert rest(os.getpid()) > 10


def test_nobody_misses_two_evenings_running():
    page = "".join(f'<input name="outcome_{pk}" value="attended">' for pk in range(101, 113))
    evenings = [register(page, f"/sessions/{pk}/register/") for pk in range(40, 60)]
    for one, next_one in pairwise(evenings):
        missed = {name for name, said in one.items() if said == "absent_no_contact"}
        assert len(one) == 12
        assert len(missed) == 1
        assert missed & {name for name, said in next_one.items() if said != "attended"} == set()


def test_what_a_page_sends_by_itself_is_found_whatever_the_order():
    page = '<input value="k" type="hidden" name="form_key"><input type="hidden" name="seen"><input name="note" value="x">'
    assert hidden(page) == {"form_key": "k", "seen": ""}
