"""Who the men are: age, children, source and what they told the assessor."""

import random

from demonstration.cohort import published
from demonstration.cohort.cases import GROUPS, SUITABLE, Case, of
from demonstration.cohort.days import settle

YOUNGEST, OLDEST = 18, 67
YOUNGEST_FATHER = 16
MOST_CHILDREN = 7
AGES_UNKNOWN = 0.08  # of those with children recorded: only their number is

ETHNICITIES = {
    "White: English, Welsh, Scottish, Northern Irish or British": 48,
    "White: any other White background": 6,
    "Mixed: White and Black Caribbean": 5,
    "Asian: Pakistani": 12,
    "Asian: Indian": 7,
    "Asian: Bangladeshi": 3,
    "Black: Caribbean": 6,
    "Black: African": 4,
    "Other": 2,
    "": 7,
}
RELIGIONS = {
    "No religion": 33,
    "Christian": 26,
    "Muslim": 16,
    "Sikh": 4,
    "Hindu": 2,
    "Prefer not to say": 4,
    "": 15,
}
NEEDS = {"literacy": 5, "interpreter": 4, "learning difficulty": 3, "mobility": 2, "hearing": 1}
SOURCES = {"cp": 52, "cin": 41, "self": 2, "other": 3, "": 1}
EARLY_HELP = 14  # beside the others, once Early Help could refer


def describe(rng: random.Random, cases: list[Case]) -> None:
    """Fill in the traits; the sums behind figures 26 and 27 hold."""
    for group, parts in GROUPS.items():
        men = of(cases, *parts)
        _ages(rng, men, *published.AGES[group])
        _children(rng, men, *published.CHILDREN[group])
    for case in cases:
        case.source = _source(rng, case)
        if case.part not in SUITABLE:
            case.age = (
                None if rng.random() < 0.04 else min(OLDEST, YOUNGEST + int(rng.gammavariate(2.4, 6.5)))
            )
            _recorded_children(rng, case, rng.choices((1, 2, 3, 4, None), (34, 32, 18, 8, 8))[0])
    men: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for case in cases:
        drawn = (_of(rng, ETHNICITIES), _of(rng, RELIGIONS), _needs(rng))
        case.ethnicity, case.religion, case.needs = men.setdefault(case.person_ref, drawn)


def _ages(rng: random.Random, men: list[Case], number: int, total: int) -> None:
    drawn = [min(OLDEST, YOUNGEST + int(rng.gammavariate(2.4, 6.5))) for _ in range(number)]
    ages = settle(rng, drawn, total, [YOUNGEST] * number, [OLDEST] * number)
    for man, age in zip(men, ages, strict=True):
        man.age = age


def _children(rng: random.Random, men: list[Case], number: int, total: int) -> None:
    drawn = rng.choices((1, 2, 3, 4), (34, 34, 20, 12), k=number)
    counts = settle(rng, drawn, total, [1] * number, [MOST_CHILDREN] * number)
    for man, count in zip(rng.sample(men, number), counts, strict=True):
        _recorded_children(rng, man, count)


def _recorded_children(rng: random.Random, case: Case, count: int | None) -> None:
    if count is None:
        return
    if rng.random() < AGES_UNKNOWN:
        case.children_count = count
        return
    oldest = max(1, min(17, (case.age or OLDEST) - YOUNGEST_FATHER))
    case.children_ages = tuple(sorted((rng.randint(0, oldest) for _ in range(count)), reverse=True))


def _source(rng: random.Random, case: Case) -> str:
    open_to_all = case.received >= published.EARLY_HELP_FROM
    return _of(rng, SOURCES | {"early_help": EARLY_HELP} if open_to_all else SOURCES)


def _needs(rng: random.Random) -> tuple[str, ...]:
    return tuple(need for need, chance in NEEDS.items() if rng.random() * 100 < chance)


def _of(rng: random.Random, chances: dict[str, int]) -> str:
    return rng.choices(list(chances), list(chances.values()))[0]
