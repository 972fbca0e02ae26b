"""How each file ended, or that it is still open at the end of the data."""

import random
from datetime import date

from demonstration.cohort import published
from demonstration.cohort.attendance import NO_CONTACT
from demonstration.cohort.cases import OUTSIDE, SUITABLE, UNSUITABLE, Attended, Case, Part, of
from demonstration.cohort.days import later, moment

UNDECIDED_OPEN = 6

# shares of the reasons; they are not printed
ENDED_EARLY = {"breach": 3, "increased_risk": 3, "moved_away": 2, "other": 2}
NEVER_STARTED = {"declined_place": 6, "withdrew": 3, "not_contactable": 2, "moved_away": 1}
LEFT_UNDECIDED = {"declined_place": 3, "withdrawn_by_referrer": 3, "not_contactable": 2, "other": 2}
LEFT_UNASSESSED = {
    "not_contactable": 30,
    "declined": 28,
    "did_not_attend_assessment": 22,
    "withdrawn_by_referrer": 12,
    "ineligible": 8,
}


def end(rng: random.Random, cases: list[Case], rows: list[Attended]) -> None:
    """Complete or close every man who was assessed, and give 196 of 208 a reason."""
    last = {row.my_time_ref: row for row in rows}
    for man in of(cases, *SUITABLE, *OUTSIDE):
        _end_place(rng, man, last.get(man.my_time_ref))
    unsuitable = of(cases, *UNSUITABLE)
    for man in of(unsuitable, Part.UNSUITABLE):
        man.closed, man.close_reason = later(rng, man.decided, 0, 3, until=published.CUT), "unsuitable"
    reasons = [reason for reason, count in published.REASONS.items() for _ in range(count)]
    for man, reason in zip(rng.sample(unsuitable, len(reasons)), reasons, strict=True):
        man.reason = reason


def close_the_rest(rng: random.Random, cases: list[Case]) -> None:
    """Close those without a decision; the most recent of them are still open."""
    until = {earlier: latest.received for latest in cases for earlier in latest.earlier}
    undecided, unassessed = of(cases, Part.UNDECIDED), of(cases, Part.UNASSESSED)
    open_cases = set([man for man in undecided if man not in until][-UNDECIDED_OPEN:])
    still_open = len(unassessed) - published.CLOSED_UNASSESSED
    open_cases |= set([man for man in unassessed if man not in until][-still_open:])
    for man in undecided:
        if man not in open_cases:
            _close(rng, man, LEFT_UNDECIDED, man.attended, until.get(man, published.CUT))
    for man in unassessed:
        _unassessed(rng, man, man in open_cases, until.get(man, published.CUT))


def _end_place(rng: random.Random, man: Case, last: Attended | None) -> None:
    if man.part == Part.COMPLETED:
        man.completed = last.held
    elif (last and man.drops_out) or (last and man.part == Part.NO_SESSION):
        missed = last.outcome == NO_CONTACT
        man.closed = last.held if missed else later(rng, last.held, 1, 10, until=published.CUT)
        man.close_reason = "two_misses" if missed else "withdrew"
    elif man.part in (Part.LONG, *OUTSIDE):
        _close(rng, man, ENDED_EARLY, last.held, published.CUT)
    elif man.part == Part.NO_SESSION:
        _close(rng, man, NEVER_STARTED, man.first_session or man.decided, published.CUT)


def _unassessed(rng: random.Random, man: Case, is_open: bool, until: date) -> None:
    reason = "" if is_open else rng.choices(list(LEFT_UNASSESSED), list(LEFT_UNASSESSED.values()))[0]
    contacted = man.received
    if reason not in ("not_contactable", "ineligible"):
        contacted = later(rng, man.received, 0, 4, until=until)
        man.contacted_at = moment(rng, contacted)
    if reason == "did_not_attend_assessment" or (is_open and rng.random() < 0.6):
        man.offered = later(rng, contacted, 1, 14, until=until)
    if reason:
        man.closed = later(rng, man.offered or contacted, 3, 30, until=until)
        man.close_reason = reason


def _close(rng: random.Random, man: Case, reasons: dict[str, int], after: date, until: date) -> None:
    man.closed = later(rng, after, 3, 21, until=until)
    man.close_reason = rng.choices(list(reasons), list(reasons.values()))[0]
