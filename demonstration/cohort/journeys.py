"""The dates of every man who was assessed: offered, attended, decided, first session offered.

Days are drawn first and then moved until the group sums behind figures 21 to 23 hold.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from demonstration.cohort import published
from demonstration.cohort.cases import GROUPS, OUTSIDE, SUITABLE, UNSUITABLE, Case, Part, of
from demonstration.cohort.days import draw, later, moment, settle, working

STILL_START = date(2019, 8, 19)  # not more than 29 sessions fit between this and the end of the data

# the longest wait for a first session, and the days that must be left after it
LONGEST = {
    Part.COMPLETED: 150,
    Part.LONG: 200,
    Part.STILL_ATTENDING: 200,
    Part.ONE_SESSION: 260,
    Part.NO_SESSION: 300,
}
LEFT = {
    Part.COMPLETED: 300,
    Part.LONG: 240,
    Part.STILL_ATTENDING: 84,
    Part.ONE_SESSION: 35,
    Part.NO_SESSION: 20,
}

WITHOUT_FIRST_SESSION = {"none": (Part.NO_SESSION,), "some": (Part.ONE_SESSION,), "completed": ()}


def travel(rng: random.Random, cases: list[Case], assessed_before: list[Case]) -> None:
    """Date every assessed case; those `assessed_before` attended on their earlier referral."""
    for case in cases:
        if case.part != Part.UNASSESSED:
            case.contacted_at = moment(rng, later(rng, case.received, 0, 2, until=published.CUT))
    for group, parts in GROUPS.items():
        _suitable(rng, group, of(cases, *parts), assessed_before)
    followed = {earlier: latest for latest in cases for earlier in latest.earlier}
    for case in cases:
        if case.part not in SUITABLE and case.part != Part.UNASSESSED:
            until = followed[case].received if case in followed else published.CUT
            _other(rng, case, until - timedelta(days=15))


def _suitable(rng: random.Random, group: str, men: list[Case], assessed_before: list[Case]) -> None:
    contacted = [(man.contacted_at.date() - man.received).days for man in men]
    highest = [_highest(man) - 40 for man in men]
    offers = _days(rng, men, published.OFFERED[group][1], contacted, highest)
    for man, days in zip(men, offers, strict=True):
        man.offered = man.received + timedelta(days=days)
    seen = [man for man in men if man not in assessed_before]
    visits = _days(
        rng,
        seen,
        published.ATTENDED[group][1],
        [_since(m, m.offered) for m in seen],
        [_highest(m) - 20 for m in seen],
    )
    for man, days in zip(seen, visits, strict=True):
        man.attended = man.received + timedelta(days=days)
    for man in men:
        man.decided = later(rng, man.attended or man.offered, 1, 14, until=published.CUT)
    _first_sessions(rng, group, men)


def _first_sessions(rng: random.Random, group: str, men: list[Case]) -> None:
    number, total = published.FIRST_SESSION[group]
    without = of(men, *WITHOUT_FIRST_SESSION[group])
    unrecorded = set(rng.sample(without, len(men) - number)) if without else set()
    offered = [man for man in men if man not in unrecorded]
    lows = [
        max(_since(m, m.decided) + 1, _since(m, STILL_START) if m.part == Part.STILL_ATTENDING else 0)
        for m in offered
    ]
    days_of = _days(rng, offered, total, lows, [_highest(man) for man in offered])
    for man, days in zip(offered, days_of, strict=True):
        man.first_session = man.received + timedelta(days=days)


def _days(
    rng: random.Random, men: list[Case], total: int, lows: Iterable[int], highs: Iterable[int]
) -> list[int]:
    """Days after receipt for each man, on working days, that sum to the total."""
    lows, highs = list(lows), list(highs)
    mean_wait = max(1.0, (total - sum(lows)) / len(men))
    drawn = [draw(rng, low + mean_wait, low, high) for low, high in zip(lows, highs, strict=True)]
    return settle(rng, drawn, total, lows, highs, [man.received for man in men])


def _highest(man: Case) -> int:
    room = (published.CUT - man.received).days
    return min(LONGEST[man.part], room - LEFT[man.part])


def _since(man: Case, day: date) -> int:
    return (day - man.received).days


def _other(rng: random.Random, case: Case, until: date) -> None:
    """An assessed man outside the suitable groups: no printed sum binds his dates."""
    contacted = case.contacted_at.date()
    case.offered = working(min(contacted + timedelta(days=draw(rng, 18, 1, 60)), until - timedelta(days=20)))
    case.offered = max(case.offered, contacted)
    case.attended = later(rng, case.offered, 3, 25, until=until)
    if case.part in UNSUITABLE:
        case.decided = later(rng, case.attended, 1, 14, until=until)
    if case.part in OUTSIDE and rng.random() < 0.5:
        case.first_session = later(rng, case.decided or case.attended, 14, 60, until=until)
