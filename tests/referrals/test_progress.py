"""The referrer's progress line, by a table: what was stored, which steps are drawn, and what is said comes next."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from referrals.progress import MARKS, PROMISED, STEPS, Facts, progress
from referrals.statuses import OPEN, Status
from tests.world import DAY, HOUR, NOON

S = Status
DAYS = dict(zip(STEPS, (date(2026, 6, day) for day in range(1, 9)), strict=True))


def taken(last):
    """The days of the steps up to and with ``last``."""
    names = list(STEPS)
    return {name: DAYS[name] for name in names[: names.index(last) + 1]}


def clock(promise, *, due, paused=None):
    return SimpleNamespace(promise=promise, started_at=NOON - 9 * DAY, due_at=due, paused_at=paused)


# Status, the last step taken, and the letter of each step: done, now, to come, not reached
LINES = [
    (S.RECEIVED, "received", "dntttttt"),
    (S.ACKNOWLEDGED, "acknowledged", "ddnttttt"),
    (S.CONTACTED, "contacted", "dddntttt"),
    (S.ASSESSMENT_BOOKED, "contacted", "dddntttt"),
    (S.ASSESSMENT_BOOKED, "assessed", "ddddnttt"),
    (S.PENDING, "assessed", "ddddnttt"),
    (S.SUITABLE, "decided", "dddddntt"),
    (S.ON_PROGRAMME, "decided", "dddddntt"),
    (S.ON_PROGRAMME, "started", "ddddddnt"),
    (S.ON_PROGRAMME, "halfway", "dddddddn"),
    (S.ON_HOLD, "acknowledged", "ddnttttt"),
    (S.COMPLETED, "completed", "dddddddd"),
    (S.UNSUITABLE, "decided", "dddddxxx"),
    (S.CLOSED, "received", "dxxxxxxx"),
    (S.CLOSED, "started", "ddddddxx"),
    (S.MERGED, "received", "dxxxxxxx"),
]
LETTERS = {"d": "done", "n": "now", "t": "to_come", "x": "not_reached"}


@pytest.mark.parametrize(("status", "last", "letters"), LINES)
def test_each_step_is_done_now_to_come_or_not_reached(status, last, letters):
    line = progress(Facts(status=status, days=taken(last)), at=NOON)
    assert [step.mark for step in line.steps] == [LETTERS[letter] for letter in letters]
    assert [step.day for step in line.steps if step.mark == "done"] == list(taken(last).values())
    assert line.reached.startswith(f"{STEPS[last]} on ")


def test_the_table_has_a_line_for_every_status_and_each_says_something():
    assert {status for status, _, _ in LINES} == set(Status)
    for status in Status:
        line = progress(Facts(status=status, days=taken("received")), at=NOON)
        assert line.next.endswith(".")
        assert not line.late
        assert all(step.mark_words == MARKS[step.mark] for step in line.steps)
        assert any(step.mark == "now" for step in line.steps) == (status in OPEN)


def test_a_step_without_a_day_before_one_that_was_taken_was_taken_too():
    line = progress(Facts(status=S.CLOSED, days={"received": None, "decided": date(2018, 5, 1)}), at=NOON)
    assert [step.mark for step in line.steps[:5]] == ["done"] * 5
    assert line.steps[2].day is None
    assert line.reached == "Decided on 1 May 2018: step 5 of 8"


@pytest.mark.parametrize(
    ("due", "words", "late"),
    [
        (NOON + timedelta(minutes=1), "He will be contacted by 3 June 2026 at 12:01pm.", False),
        (NOON, "He should have been contacted by 3 June 2026 at 12pm. This is 1 minute late.", True),
        (NOON - 5 * HOUR, "He should have been contacted by 3 June 2026 at 7am. This is 5 hours late.", True),
    ],
)
def test_what_is_promised_is_said_with_its_moment_and_late_is_said_plainly(due, words, late):
    facts = Facts(status=S.ACKNOWLEDGED, days=taken("acknowledged"), clocks=[clock("contact_him", due=due)])
    line = progress(facts, at=NOON)
    assert (line.next, line.late) == (words, late)


@pytest.mark.parametrize("promise", sorted(PROMISED))
def test_every_promise_to_the_referrer_is_said_before_and_after_its_moment(promise):
    facts = Facts(status=S.ACKNOWLEDGED, days=taken("received"), clocks=[clock(promise, due=NOON)])
    assert "by 3 June 2026 at 12pm" in progress(facts, at=NOON - HOUR).next
    assert "This is 1 hour late." in progress(facts, at=NOON + HOUR).next


def test_a_clock_that_stands_still_promises_no_moment():
    paused = clock("contact_him", due=NOON - DAY, paused=NOON - 2 * DAY)
    held = Facts(status=S.ON_HOLD, days=taken("received"), clocks=[paused], hold_review_date=date(2026, 7, 1))
    assert progress(held, at=NOON).next == "On hold. The hold is looked at again on 1 July 2026."
    waiting = Facts(status=S.ACKNOWLEDGED, days=taken("received"), clocks=[paused])
    assert progress(waiting, at=NOON).next == "The contact with him waits for what you were asked."
    assert not progress(waiting, at=NOON).late


def test_what_is_asked_of_others_or_begins_later_is_no_promise_to_the_referrer():
    begins_later = SimpleNamespace(
        promise="midway_report", started_at=NOON + DAY, due_at=NOON + 9 * DAY, paused_at=None
    )
    facts = Facts(
        status=S.ON_PROGRAMME,
        days=taken("decided"),
        clocks=[clock("joint_review", due=NOON - DAY), begins_later],
        first_session_date=date(2026, 6, 12),
    )
    line = progress(facts, at=NOON)
    assert (line.next, line.late) == ("His first session: 12 June 2026.", False)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"appointment_at": NOON + DAY}, "His assessment is on 4 June 2026 at 12pm."),
        (
            {"appointment_at": NOON - DAY},
            "His assessment was on 2 June 2026 at 12pm. What came of it is not recorded yet.",
        ),
        ({}, "The facilitators record what they decide."),
    ],
)
def test_an_assessment_is_said_with_its_day(facts, words):
    assert (
        progress(Facts(status=S.ASSESSMENT_BOOKED, days=taken("contacted"), **facts), at=NOON).next == words
    )


def test_an_ended_file_says_when_and_why():
    facts = Facts(S.CLOSED, taken("contacted"), ended_date=date(2026, 6, 3), why_ended="Moved away")
    assert progress(facts, at=NOON).next == "Closed on 3 June 2026: moved away."
