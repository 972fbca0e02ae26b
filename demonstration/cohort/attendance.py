"""Registers: weekly groups per area, and who was there."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from demonstration.cohort import published
from demonstration.cohort.cases import OUTSIDE, STARTED, Attended, Case, Part, of
from demonstration.cohort.days import later, settle

GROUP_SIZE = 12
REQUIRED = 30
MOST_WITHOUT_COMPLETING = 29
CALLED_OFF = 0.02  # of group sessions, cancelled by the programme
NO_CONTACT = "absent_no_contact"

# what happens to an expected man, in an ordinary week
WEEK = {"attended": 82, "late": 7, "caught_up": 4, "absent_notice": 4, "not_taking_part": 1, NO_CONTACT: 2}
CREDITED = {"attended", "late", "caught_up"}

NEVER_CAME = 15  # suitable men who missed their first two sessions


def attend(rng: random.Random, cases: list[Case]) -> list[Attended]:
    """The rows of sessions.csv; sets how many sessions each man is credited, and who drops out."""
    called_off = {day for day in _evenings_of_all() if rng.random() < CALLED_OFF}
    weeks: dict[Case, list[tuple[date, str]]] = {}
    for man in of(cases, Part.STILL_ATTENDING):
        weeks[man] = _course(rng, man, MOST_WITHOUT_COMPLETING, called_off)
        man.credited = _credited(weeks[man])
    _share_out(rng, cases)
    for man in of(cases, *STARTED - {Part.STILL_ATTENDING}):
        weeks[man] = _course(rng, man, man.credited, called_off)
    for man in _dropouts(rng, cases):
        weeks.setdefault(man, [])
        weeks[man] += _two_misses(man, weeks[man], called_off)
    return list(_rows(weeks))


def _share_out(rng: random.Random, cases: list[Case]) -> None:
    """Spread what is left of the published attendances over the men with several sessions."""
    for man in of(cases, Part.COMPLETED):
        man.credited = REQUIRED
    for man in of(cases, Part.ONE_SESSION):
        man.credited = 1
    several = of(cases, Part.LONG, *OUTSIDE)
    early = set(rng.sample(of(cases, Part.LONG), published.OTHER_DROPOUTS))
    for man in early:
        man.drops_out = True
    rest = published.ATTENDANCES - sum(case.credited for case in cases)
    lows = [3 if man in early else 6 for man in several]
    highs = [9 if man in early else MOST_WITHOUT_COMPLETING for man in several]
    drawn = [rng.randint(low, high) for low, high in zip(lows, highs, strict=True)]
    for man, number in zip(several, settle(rng, drawn, rest, lows, highs), strict=True):
        man.credited = number


def _dropouts(rng: random.Random, cases: list[Case]) -> list[Case]:
    """Those whose last two sessions were missed without contact; some others simply withdrew."""
    for man in of(cases, Part.ONE_SESSION):
        man.drops_out = True
    one = [man for man in of(cases, Part.ONE_SESSION) if rng.random() < 0.8]
    offered = [man for man in of(cases, Part.NO_SESSION) if man.first_session]
    return [*one, *(man for man in of(cases, Part.LONG) if man.drops_out), *rng.sample(offered, NEVER_CAME)]


def _evenings_of_all() -> Iterator[tuple[str, date]]:
    return ((area, day) for area in published.AREAS for day in _evenings(area, published.OPENED))


def _evenings(area: str, start: date) -> Iterator[date]:
    """The area's weekly evening from `start` to the end of the data; none over Christmas."""
    weekday = published.AREAS.index(area) % 4 + 1
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    while day <= published.CUT:
        if not ((day.month == 12 and day.day > 22) or (day.month == 1 and day.day < 3)):
            yield day
        day += timedelta(days=7)


def _course(rng: random.Random, man: Case, number: int, called_off: set) -> list[tuple[date, str]]:
    """His weeks until `number` sessions are credited, or the end of the data."""
    start = man.first_session or later(rng, man.decided or man.attended, 14, 45, until=published.CUT)
    weeks: list[tuple[date, str]] = []
    for day in _evenings(man.area, start):
        if _credited(weeks) == number:
            break
        weeks.append((day, "cancelled" if (man.area, day) in called_off else _week(rng, weeks)))
    return weeks


def _week(rng: random.Random, weeks: list[tuple[date, str]]) -> str:
    """The first session is attended, and nobody misses two running without contact."""
    before = next(
        (outcome for _, outcome in reversed(weeks) if outcome not in ("cancelled", "caught_up")), None
    )
    if before is None:
        return "attended"
    chances = {
        outcome: weight for outcome, weight in WEEK.items() if outcome != before or outcome != NO_CONTACT
    }
    return rng.choices(list(chances), list(chances.values()))[0]


def _two_misses(man: Case, weeks: list[tuple[date, str]], called_off: set) -> list[tuple[date, str]]:
    start = weeks[-1][0] + timedelta(days=1) if weeks else man.first_session
    misses = []
    for day in _evenings(man.area, start):
        if sum(outcome == NO_CONTACT for _, outcome in misses) == 2:
            break
        misses.append((day, "cancelled" if (man.area, day) in called_off else NO_CONTACT))
    return misses


def _credited(weeks: list[tuple[date, str]]) -> int:
    return sum(outcome in CREDITED for _, outcome in weeks)


def _rows(weeks: dict[Case, list[tuple[date, str]]]) -> Iterator[Attended]:
    """One row per man and evening; an evening with more than twelve men is two groups."""
    evenings: dict[tuple[date, str], list[tuple[Case, str]]] = defaultdict(list)
    for man, course in weeks.items():
        for day, outcome in course:
            evenings[day, man.area].append((man, outcome))
    for (day, area), men in sorted(evenings.items(), key=lambda evening: evening[0]):
        men.sort(key=lambda pair: pair[0].my_time_ref)
        for place, (man, outcome) in enumerate(men):
            group = "AB"[place // GROUP_SIZE]
            yield Attended(man.my_time_ref, f"{area[:3].upper()}-{day:%Y%m%d}-{group}", day, outcome)
