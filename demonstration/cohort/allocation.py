"""Which referral of figure 20 becomes what: one part for each row."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from demonstration.cohort import published
from demonstration.cohort.cases import Case, Part
from demonstration.cohort.days import working

FIRST_QUARTER = 2  # of 2017/18, which began in April 2017
LAST_RECEIVED = date(2020, 3, 6)

# the last quarter of figure 20 (counted from 0) from which the rest of the way still fits
WINDOWS = {
    Part.COMPLETED: (0, 5),
    Part.LONG: (0, 6),
    Part.UNSUITABLE_ATTENDED: (0, 5),
    Part.UNDECIDED_ATTENDED: (0, 5),
    Part.STILL_ATTENDING: (7, 8),
    Part.ONE_SESSION: (0, 8),
    Part.NO_SESSION: (0, 8),
    Part.UNSUITABLE: (0, 9),
    Part.UNDECIDED: (0, 9),
    Part.UNASSESSED: (0, 10),
}
NOT_BEFORE = {Part.STILL_ATTENDING: date(2019, 6, 3)}


def allocate(rng: random.Random) -> list[Case]:
    """A case for every referral of figure 20, each with its part and the day it came."""
    parts = _parts_by_area(rng)
    cases = [case for area in published.AREAS for case in _area(rng, area, parts[area])]
    cases.sort(key=lambda case: case.received)
    for number, case in enumerate(cases, 1):
        case.my_time_ref = f"MT{number:05}"
    return cases


def _parts_by_area(rng: random.Random) -> dict[str, list[Part]]:
    suitable = [
        *[Part.NO_SESSION] * published.NO_SESSION,
        *[Part.ONE_SESSION] * published.ONE_SESSION_ONLY,
        *[Part.STILL_ATTENDING] * published.STILL_ATTENDING,
    ]
    suitable += [Part.LONG] * (published.NO_SESSION + published.SOME_SESSIONS - len(suitable))
    unsuitable = [Part.UNSUITABLE_ATTENDED] * published.OUTSIDE_UNSUITABLE
    unsuitable += [Part.UNSUITABLE] * (sum(published.UNSUITABLE.values()) - len(unsuitable))
    rng.shuffle(suitable)
    rng.shuffle(unsuitable)
    parts = {}
    for area in published.AREAS:
        completed = published.COMPLETED.get(area, 0)
        parts[area] = [Part.COMPLETED] * completed
        parts[area] += [suitable.pop() for _ in range(published.SUITABLE[area] - completed)]
        parts[area] += [unsuitable.pop() for _ in range(published.UNSUITABLE[area])]
    for part in _undecided():
        weights = [sum(published.REFERRALS[area]) for area in published.AREAS]
        parts[rng.choices(published.AREAS, weights)[0]].append(part)
    return parts


def _undecided() -> Iterator[Part]:
    for number in range(published.ASSESSED_UNDECIDED):
        attended = number < published.OUTSIDE_UNDECIDED
        yield Part.UNDECIDED_ATTENDED if attended else Part.UNDECIDED


def _area(rng: random.Random, area: str, parts: list[Part]) -> Iterator[Case]:
    """Those whose way is longest choose first among the area's referrals."""
    slots = [quarter for quarter, count in enumerate(published.REFERRALS[area]) for _ in range(count)]
    for part in sorted(parts, key=list(WINDOWS).index):
        first, last = WINDOWS[part]
        quarter = rng.choice([slot for slot in slots if first <= slot <= last])
        slots.remove(quarter)
        yield Case(area, part, _received(rng, quarter, part))
    for quarter in slots:
        yield Case(area, Part.UNASSESSED, _received(rng, quarter, Part.UNASSESSED))


def _received(rng: random.Random, quarter: int, part: Part) -> date:
    """A working day inside the quarter."""
    first, last = quarter_days(quarter)
    first = max(first, published.OPENED, NOT_BEFORE.get(part, first))
    last = min(last, LAST_RECEIVED)
    while True:
        day = first + timedelta(days=rng.randint(0, (last - first).days))
        if day == working(day):
            return day


def quarter_days(quarter: int) -> tuple[date, date]:
    """First and last day of a quarter of figure 20, counted from 0 at 2017/18 Q2."""
    months = 3 * (quarter + FIRST_QUARTER - 1) + 3  # January 2017 is month 0
    first, following = (date(2017 + m // 12, m % 12 + 1, 1) for m in (months, months + 3))
    return first, following - timedelta(days=1)
