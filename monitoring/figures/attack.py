"""What a reader could work out of published tables: every hidden number is attacked with all that is printed.

A hidden number is safe when at least two values of it agree with everything the reader sees: the printed numbers with
what rounding leaves open, the marks of small counts, the sums, and earlier releases. The truth is one such reading of
the tables; a second one is looked for with a solver of whole-number programmes. Where there is none, the number can
be worked out.
"""

import random
from collections.abc import Mapping, Set

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from .additions import Path
from .tables import Tables

GUESSES = 8
# A guess need not be the best reading by its weights: any other reading serves
NEARLY_BEST = 0.5
# What scipy.optimize.milp answers with
SOLVED, IMPOSSIBLE = 0, 2


def recoverable(tables: Tables, safe: Set[Path] = frozenset()) -> set[Path]:
    """The hidden numbers that a reader could work out. Those known to be ``safe`` are not attacked again."""
    open_ = tables.hidden - safe
    groups = [paths for paths in _connected(tables) if paths & open_]
    if groups:
        open_ -= _Programme(tables, set().union(*groups)).guessed(open_)
    return {
        path for paths in groups if paths & open_ for path in _Programme(tables, paths).certain(paths & open_)
    }


def _connected(tables: Tables) -> list[set[Path]]:
    """Numbers that hang together by sums; a hidden number of no sum stands alone."""
    group: dict[Path, set[Path]] = {path: {path} for path in tables.hidden}
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
        self.constraints = self._matrix()

    def guessed(self, hidden: Set[Path]) -> set[Path]:
        """Those of ``hidden`` that have another value in one of a few random readings: that settles most."""
        dice = random.Random(len(self.paths))  # noqa: S311 - which reading is tried first is no secret
        open_ = {self.column[path] for path in hidden}
        for _ in range(min(GUESSES, len(open_))):
            costs = np.zeros(len(self.paths))
            for column in sorted(open_):
                costs[column] = dice.uniform(-1, 1)
            values = self._reading(self.low, self.high, costs, NEARLY_BEST)
            if values is None:
                raise ArithmeticError("The printed tables contradict each other.")
            open_ -= self._moved(values, open_)
        return {*hidden} - {self.paths[column] for column in open_}

    def certain(self, hidden: Set[Path]) -> set[Path]:
        """Those of ``hidden`` that have no second value: each is looked for by itself."""
        open_ = {self.column[path] for path in hidden}
        for column in sorted(open_):
            if column in open_:
                open_ -= self._otherwise(column, open_)
        return {self.paths[column] for column in open_}

    def _otherwise(self, column: int, open_: set[int]) -> set[int]:
        """Which numbers differ from the truth where that of ``column`` is larger or, failing that, smaller."""
        truth, nothing = self.truth[column], np.zeros(len(self.low))
        low, high = self.low.copy(), self.high.copy()
        low[column] = truth + 1
        values = self._reading(low, self.high, nothing) if low[column] <= self.high[column] else None
        if values is None and self.low[column] < truth:
            high[column] = truth - 1
            values = self._reading(self.low, high, nothing)
        return set() if values is None else self._moved(values, open_)

    def _moved(self, values: np.ndarray, open_: set[int]) -> set[int]:
        return {column for column in open_ if round(values[column]) != self.truth[column]}

    def _reading(
        self, low: np.ndarray, high: np.ndarray, costs: np.ndarray, gap: float = 0.0
    ) -> np.ndarray | None:
        """The reading of the tables that costs least, to within ``gap``, or None where there is none."""
        answer = self._solved(low, high, costs, {"mip_rel_gap": gap})
        if answer.status == IMPOSSIBLE:
            # HiGHS simplifies first, and then has called tables impossible that the truth itself agrees with
            answer = self._solved(low, high, costs, {"mip_rel_gap": gap, "presolve": False})
        if answer.status not in (SOLVED, IMPOSSIBLE):
            raise ArithmeticError(f"The solver has not answered: {answer.message}")
        return answer.x

    def _solved(
        self, low: np.ndarray, high: np.ndarray, costs: np.ndarray, options: dict[str, float]
    ) -> OptimizeResult:
        return milp(
            costs,
            bounds=Bounds(low, high),
            constraints=self.constraints,
            integrality=np.ones(len(costs)),
            options=options,
        )

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
        return LinearConstraint(csr_array(matrix), np.array(self.row_low), np.array(self.row_high))
