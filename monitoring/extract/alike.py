"""How many men could be recognised by what a stranger may know of them: for whoever decides on an extract."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.figures.facts import Facts
from monitoring.figures.period import Period

ALIKE = """
select coalesce(sum(number), 0)::int, coalesce(sum(number) filter (where number = 1), 0)::int,
    coalesce(sum(number) filter (where number < %(few)s), 0)::int
from (
    select count(*) as number
    from latest l
    join referrals_man m on m.id = l.man_id
    group by {known}
) alike
"""
# What of a man stands in the file, unless it is left out
KNOWN = {
    "age": "l.age",
    "ethnicity": "split_part(m.ethnicity, ':', 1)",
    "religion": "m.religion",
    "needs": "m.additional_needs",
    "children": "l.children",
}
AREAS = "select area, count(*) from latest where area is not null group by area having count(*) < %(few)s order by area"


@dataclass(frozen=True)
class Alike:
    """Men in all; those who are the only one with what the file says of them (their area, and of KNOWN what is not left
    out); those who share it with fewer than ``few``; areas with fewer men than that, with their number."""

    men: int
    alone: int
    in_few: int
    few: int
    small_areas: list[tuple[str, int]]


def alike(period: Period, few: int, left_out: Iterable[str] = ()) -> Alike:
    known = ["l.area", *(column for code, column in KNOWN.items() if code not in left_out)]
    [(men, alone, in_few)] = _rows(period, ALIKE.replace("{known}", ", ".join(known)), few)
    return Alike(men, alone, in_few, few, [(area, number) for area, number in _rows(period, AREAS, few)])


def _rows(period: Period, query: str, few: int) -> list[tuple]:
    return Facts(period).rows(query.replace("%(few)s", str(int(few))))
