"""What a reader could work out of published tables: every hidden number is attacked with all that is printed.

A hidden number is safe when at least two values of it agree with everything the reader sees: the printed numbers with
what rounding leaves open, the marks of small counts, the sums, and earlier releases. The truth is one such reading of
the tables; a second one is looked for with a solver of whole-number programmes. Where there is none, the number can
be worked out.
"""

import random
from collections.abc import Mapping

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from .additions import Path
from .tables import Tables

GUESSES = 4


def recoverable(tables: Tables) -> set[Path]:
    """The hidden numbers that a reader could work out."""
    found: set[Path] = set()
    for paths in _connected(tables):
        mine = tables.hidden & paths
        if mine:
            found |= _Programme(tables, paths).certain(mine)
    return found


def _connected(tables: Tables) -> list[set[Path]]:
    """Numbers that hang together by sums. Numbers of no sum are safe: a mark stands for several values."""
    group: dict[Path, set[Path]] = {}
    for members in tables.members():
        together = set(members).union(*(group[path] for path in members if path in group))
        for path in together:
            group[path] = together
    return list({id(paths): paths for paths in group.values()}.values())


class _Programme:
    """One group of numbers that hang together, as a whole-number programme."""

    def __init__(self, tables: Tables, paths: set[Path]) -> None:
        self.paths = sorted(paths)
        self.column = {path: number for number, path in enumerate(self.paths)}
        self.truth = [tables.counts[path] for path in self.paths]
        self.most = 10 * max(self.truth) + 100
        self.low, self.high = np.zeros(len(self.paths)), np.zeros(len(self.paths))
        self.rows: list[dict[int, float]] = []
        self.row_low: list[float] = []
        self.row_high: list[float] = []
        self._ranges(tables)
        self._sums(tables)
        self.bounds = Bounds(self.low, self.high)
        self.constraints = self._matrix()

    def certain(self, hidden: set[Path]) -> set[Path]:
        """Those of ``hidden`` that have no second value. A few random readings settle most; the rest one by one."""
        dice = random.Random(len(self.paths))  # noqa: S311 - which reading is tried first is no secret
        open_ = {self.column[path] for path in hidden}
        for _ in range(GUESSES):
            if not open_:
                break
            open_ -= self._different({column: dice.uniform(-1, 1) for column in sorted(open_)}, open_)
        for column in sorted(open_):
            if column in open_:
                for direction in (1.0, -1.0):
                    open_ -= self._different({column: direction}, open_)
        return {self.paths[column] for column in open_}

    def _different(self, weights: Mapping[int, float], open_: set[int]) -> set[int]:
        """Which numbers differ from the truth in the reading that is best by these weights."""
        costs = np.zeros(len(self.low))
        for column, weight in weights.items():
            costs[column] = weight
        answer = milp(
            costs, bounds=self.bounds, constraints=self.constraints, integrality=np.ones(len(costs))
        )
        if answer.x is None:
            raise ArithmeticError(f"The printed tables contradict each other: {answer.message}")
        return {column for column in open_ if round(answer.x[column]) != self.truth[column]}

    def _ranges(self, tables: Tables) -> None:
        for path, column in self.column.items():
            low, high = tables.ranges[path]
            self.low[column], self.high[column] = low, self.most if high is None else high

    def _sums(self, tables: Tables) -> None:
        """A sum that does not come out holds rows of no place: its parts are at most the total."""
        for parts, total in tables.lines:
            if total in self.column:
                row = {self.column[path]: 1.0 for path in parts}
                row[self.column[total]] = row.get(self.column[total], 0.0) - 1
                exact = sum(tables.counts[path] for path in parts) == tables.counts[total]
                self._row(row, 0 if exact else -np.inf, 0)
        for less, more in tables.grown:
            if more in self.column:
                self._row({self.column[less]: 1, self.column[more]: -1}, -np.inf, 0)

    def _row(self, row: Mapping[int, float], low: float, high: float) -> None:
        self.rows.append(dict(row))
        self.row_low.append(low)
        self.row_high.append(high)

    def _matrix(self) -> LinearConstraint:
        matrix = np.zeros((len(self.rows), len(self.paths)))
        for number, row in enumerate(self.rows):
            for column, weight in row.items():
                matrix[number, column] = weight
        return LinearConstraint(matrix, np.array(self.row_low), np.array(self.row_high))
