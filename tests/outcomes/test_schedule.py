"""Windows at their boundary days."""

from datetime import date

import pytest

from outcomes.schedule import around, follow_up_day, hers, his

SPANS = {"initial": (14, 14), "midway": (21, 14), "end": (14, 14), "follow_up": (30, 30)}


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2026, 3, 2), False),
        (date(2026, 3, 3), True),
        (date(2026, 3, 17), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_both_ends_belong_to_the_window(day, inside):
    window = around(date(2026, 3, 17), early=14, late=14)
    assert (day in window) is inside
    assert window.in_words == "3 to 31 March 2026"


def test_a_window_is_told_without_saying_a_month_twice():
    assert around(date(2026, 3, 10), early=14, late=14).in_words == "24 February to 24 March 2026"
    assert around(date(2026, 1, 5), early=14, late=14).in_words == "22 December 2025 to 19 January 2026"


@pytest.mark.parametrize(
    ("ended", "day"),
    [
        (date(2026, 7, 31), date(2027, 1, 31)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2024, 2, 29), date(2024, 8, 29)),
        (date(2026, 1, 31), date(2026, 7, 31)),
        (date(2025, 3, 31), date(2025, 9, 30)),
    ],
)
def test_six_months_after_the_end_of_a_month(ended, day):
    assert follow_up_day(ended, 6) == day


def test_a_window_goes_over_the_29th_of_february():
    assert around(date(2028, 2, 15), early=14, late=14).closes == date(2028, 2, 29)
    assert around(date(2027, 2, 15), early=14, late=14).closes == date(2027, 3, 1)
    assert around(date(2027, 1, 31), early=0, late=30).closes == date(2027, 3, 2)
    assert around(date(2028, 1, 31), early=0, late=30).closes == date(2028, 3, 1)


def test_his_hang_on_what_he_did():
    windows = his(
        first_session=date(2026, 1, 31), halfway=date(2026, 5, 9), ended=None, months=6, spans=SPANS
    )
    assert set(windows) == {"initial", "midway"}
    assert (windows["initial"].opens, windows["initial"].closes) == (date(2026, 1, 17), date(2026, 2, 14))
    assert (windows["midway"].opens, windows["midway"].closes) == (date(2026, 4, 18), date(2026, 5, 23))
    ended = his(ended=date(2026, 8, 31), months=6, spans=SPANS)
    assert set(ended) == {"end", "follow_up"}
    assert (ended["follow_up"].opens, ended["follow_up"].closes) == (date(2027, 1, 29), date(2027, 3, 30))


def test_hers_run_on_weeks_of_the_calendar():
    windows = hers(start=date(2026, 1, 31), weeks=30, months=6, spans=SPANS)
    assert {stage: window.anchor for stage, window in windows.items()} == {
        "initial": date(2026, 1, 31),
        "midway": date(2026, 5, 16),
        "end": date(2026, 8, 29),
        "follow_up": date(2027, 2, 28),
    }
