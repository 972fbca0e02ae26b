"""What a service sent as CSV: rows, or every problem there is. Written like the cohort files, and read by the same hand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitoring.cohort_files.cells import Cell, Unfit, number, one_of
from monitoring.cohort_files.layout import Layout
from monitoring.cohort_files.problems import Problem
from monitoring.cohort_files.rows import Row
from monitoring.cohort_files.table import read_table

COLUMNS = ("service", "period", "sex", "number")
NEEDED = COLUMNS[:3]  # without a number, it was not reported
SEXES = ("female", "male", "other", "not_recorded")
MOST = 1_000_000
PERIOD = re.compile(r"(20[0-9]{2})/([0-9]{2})(?: Q([1-4]))?")


@dataclass(frozen=True, slots=True)
class CountRow(Row):
    service: str
    period: tuple[int, int]
    sex: str
    number: int | None


def period(value: str) -> tuple[int, int]:
    """“2021/22 Q3” as (2021, 3); “2021/22” as (2021, 0), where only the year was reported."""
    found = PERIOD.fullmatch(value)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise Unfit("a quarter as 2021/22 Q3, or a whole year as 2021/22")
    return int(found[1]), int(found[3] or 0)


def read(
    path: Path, services: Sequence[str], *, last: tuple[int, int]
) -> tuple[list[CountRow], list[Problem]]:
    """``services``: codes there are; ``last``: the quarter that runs now. With a problem there are no rows."""
    problems: list[Problem] = []
    columns: Mapping[str, Cell] = {
        "service": one_of(services, "one of " + ", ".join(services)),
        "period": period,
        "sex": one_of(SEXES, "one of " + ", ".join(SEXES)),
        "number": number(0, MOST),
    }
    rows = read_table(path, Layout(CountRow, columns, NEEDED), problems) or []
    problems += [*_to_come(path.name, rows, last), *_repeated(path.name, rows)]
    given = [row for row in rows if row.number is not None]
    if not given and not problems:
        problems.append(Problem(path.name, 0, "", "", "at least one row with a number"))
    return ([], sorted(problems)) if problems else (given, [])


def _to_come(name: str, rows: Sequence[CountRow], last: tuple[int, int]) -> list[Problem]:
    words = f"nothing after {last[0]}/{(last[0] + 1) % 100:02} Q{last[1]}"
    return [
        Problem(name, row.line, "period", row.cells["period"], words)
        for row in rows
        if (row.period[0], row.period[1] or 1) > last
    ]


def _repeated(name: str, rows: Sequence[CountRow]) -> list[Problem]:
    lines: dict[tuple, int] = {}
    found = []
    for row in rows:
        before = lines.setdefault((row.service, row.period, row.sex), row.line)
        if before != row.line:
            found.append(
                Problem(
                    name,
                    row.line,
                    "sex",
                    row.sex,
                    f"each service, period and sex once; line {before} has it",
                )
            )
    return found
