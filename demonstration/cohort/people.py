"""Who was referred more than once, and how his earlier referral ended."""

import random
from collections.abc import Iterable

from demonstration.cohort import published
from demonstration.cohort.cases import Case, Part, of

GAP = 60  # days between two referrals of one man, at least
CAME_BACK = 12  # men found unsuitable who were referred again, and not assessed

# four suitable men were assessed on an earlier referral: figure 22 has 252 of 256
ASSESSED_BEFORE = (Part.NO_SESSION, Part.ONE_SESSION, Part.LONG, Part.COMPLETED)


def pair(rng: random.Random, cases: list[Case]) -> list[Case]:
    """Give every referral its person; return the men who were assessed on an earlier one."""
    spare = of(cases, Part.UNASSESSED)
    rng.shuffle(spare)
    taken: set[Case] = set()
    specials = [_special(rng, cases, spare, taken, part) for part in ASSESSED_BEFORE]
    twice = published.REFERRED_TWICE + published.REFERRED_THREE_TIMES - len(specials) - CAME_BACK
    for _ in range(CAME_BACK):
        _return_after(rng, cases, spare, taken)
    three_times = published.REFERRED_THREE_TIMES
    for _ in range(twice):
        second = _join(rng, cases, spare, taken)
        first = _earlier(second, spare, taken) if three_times else None
        if first:
            _tie(second, first, taken)
            three_times -= 1
    _name(cases)
    return specials


def _special(rng: random.Random, cases: list[Case], spare: list[Case], taken: set[Case], part: Part) -> Case:
    for latest in rng.sample(of(cases, part), len(of(cases, part))):
        earlier = _earlier(latest, spare, taken)
        if earlier:
            earlier.part = Part.UNDECIDED
            spare.remove(earlier)
            _tie(latest, earlier, taken)
            return latest
    raise ValueError(f"no earlier referral for a man who is {part}")


def _join(rng: random.Random, cases: list[Case], spare: list[Case], taken: set[Case]) -> Case:
    """Tie some untied referral to an earlier one that was never assessed; the earlier."""
    while True:
        latest = rng.choice(cases)
        earlier = None if latest in taken else _earlier(latest, spare, taken)
        if earlier:
            _tie(latest, earlier, taken)
            return earlier


def _return_after(rng: random.Random, cases: list[Case], spare: list[Case], taken: set[Case]) -> None:
    """A man found unsuitable comes back: the later referral is the one never assessed."""
    while True:
        first = rng.choice(of(cases, Part.UNSUITABLE))
        later = [c for c in _free(first, spare, taken) if (c.received - first.received).days > 3 * GAP]
        if first not in taken and later:
            _tie(later[0], first, taken)
            return


def _earlier(latest: Case, spare: list[Case], taken: set[Case]) -> Case | None:
    return next((c for c in _free(latest, spare, taken) if (latest.received - c.received).days > GAP), None)


def _free(case: Case, spare: Iterable[Case], taken: set[Case]) -> Iterable[Case]:
    return (c for c in spare if c.area == case.area and c is not case and c not in taken)


def _tie(latest: Case, earlier: Case, taken: set[Case]) -> None:
    latest.earlier.append(earlier)
    taken.update((latest, earlier))


def _name(cases: list[Case]) -> None:
    """Number the people in the order in which they first came."""
    first_of = {earlier: case for case in cases for earlier in case.earlier}
    number = 0
    for case in cases:
        if case.person_ref:
            continue
        number += 1
        while case:
            case.person_ref = f"P{number:04}"
            case = first_of.get(case)
