"""A folder of cohort files, read as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .layout import layouts
from .problems import Problem
from .rows import PartnerRow, ReferralRow, SessionRow, TrainingRow
from .rules import rule_problems
from .table import read_table


@dataclass(frozen=True)
class Cohort:
    referrals: Sequence[ReferralRow]
    sessions: Sequence[SessionRow]
    partners: Sequence[PartnerRow]
    training: Sequence[TrainingRow]


def read_folder(
    folder: Path, *, areas: Sequence[str], providers: Sequence[str], at: datetime
) -> tuple[Cohort | None, list[Problem]]:
    """The cohort, or None and every problem found in the four files.

    `areas` and `providers` are the names that exist here; nothing in the files may lie after `at`.
    referrals.csv must be there, the other three may be left out; other files in the folder are not read.
    """
    problems: list[Problem] = []
    tables: dict[str, list[Any] | None] = {}
    for name, layout in layouts(tuple(areas), tuple(providers)).items():
        path = folder / name
        if path.exists():
            tables[name] = read_table(path, layout, problems)
        elif layout.optional:
            tables[name] = []
        else:
            tables[name] = None
            problems.append(Problem(name, 0, "", str(folder), f"a file {name} in the folder"))
    problems.extend(rule_problems(tables, problems, at))
    if problems:
        return None, sorted(problems)
    return Cohort(*(tables[name] or [] for name in tables)), []
