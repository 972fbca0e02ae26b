"""Printed tables as their reader has them, alone and beside those released before. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .additions import Line, Path, additions
from .facts import Figure
from .rule import USUAL, Rule

# A quarter that is over is the same number in every later release, unless it was corrected.
BY_QUARTER = "fig20"
# No page prints it: it stands behind a percentage
POSITIVE, POSITIVE_PCT = ("fig30", "positive"), ("fig30", "positive_pct")


@dataclass
class Tables:
    """What is printed of each count, and the truth behind it."""

    counts: dict[Path, int]
    # What each may be by what is printed of it: lowest and highest, None without an end
    ranges: dict[Path, tuple[int, int | None]]
    # What the reader may not work out
    hidden: set[Path]
    lines: list[Line]
    # (smaller or equal, larger): what can only have grown
    grown: list[tuple[Path, Path]] = field(default_factory=list)
    # What an earlier release has said exactly: to hide it now hides nothing
    known: set[Path] = field(default_factory=set)

    def members(self) -> Iterator[tuple[Path, ...]]:
        """The numbers of each line, and of each pair that can only have grown."""
        for parts, total in self.lines:
            yield *parts, total
        yield from self.grown


def read(counts: dict[Path, int], shown: Mapping[Path, Any], lines: list[Line], rule: Rule) -> Tables:
    """What a reader has of ``shown``. That there is nobody is no secret: zeros are printed."""
    ranges = {path: rule.range_of(shown[path]) for path in counts}
    hidden = {path for path, value in counts.items() if value and not isinstance(shown[path], int)}
    return Tables(counts, ranges, hidden, lines)


@dataclass(frozen=True)
class Released:
    """Figures that a reader has already: exact as they were, and as they were published."""

    figures: dict[str, Figure]
    public: dict[str, Figure]
    rule: Rule = USUAL
    # Of the same period as those to come: what has not been corrected since is the same number
    same_period: bool = True

    @cached_property
    def counts(self) -> dict[Path, int]:
        return counts_of(self.figures)

    def printed(self) -> dict[Path, Any]:
        shown = {path: _at(self.public, path) for path in self.counts}
        positive = self.counts[POSITIVE]
        # without the percentage nothing is said of it
        shown[POSITIVE] = None if _at(self.public, POSITIVE_PCT) is None else self.rule.rounded(positive)
        return shown


def counts_of(figures: dict[str, Figure]) -> dict[Path, int]:
    """Every count of the figures, and the one that only a percentage shows."""
    counts = dict(_counts(figures, ()))
    counts[POSITIVE] = sum(
        value for path, value in counts.items() if path[0] == "fig30" and path[1].isdigit() and path[1] != "0"
    )
    return counts


def beside(tables: Tables, released: Sequence[Released]) -> Tables:
    """``tables`` joined to every earlier release by what cannot have changed, or can only have grown."""
    joined = Tables(
        dict(tables.counts), dict(tables.ranges), set(tables.hidden), [*tables.lines], [*tables.grown]
    )
    for number, earlier in enumerate(released):
        mark = f"release {number}"
        before = earlier.counts
        theirs = read(before, earlier.printed(), additions(earlier.figures), earlier.rule)
        joined.counts |= {(mark, *path): value for path, value in theirs.counts.items()}
        joined.ranges |= {(mark, *path): value for path, value in theirs.ranges.items()}
        joined.hidden |= {(mark, *path) for path in theirs.hidden}
        joined.lines += [
            (tuple((mark, *part) for part in parts), (mark, *total)) for parts, total in theirs.lines
        ]
        for path, is_same in _links(tables.counts, before, earlier):
            if is_same:
                joined.lines.append((((mark, *path),), path))
                low, high = theirs.ranges[path]
                joined.known |= {path} if low == high else set()
            else:
                joined.grown.append(((mark, *path), path))
    joined.hidden -= joined.known
    return joined


def _links(now: dict[Path, int], before: dict[Path, int], earlier: Released) -> Iterator[tuple[Path, bool]]:
    for path in sorted(now.keys() & before.keys()):
        same_thing = earlier.same_period or (path[0] == BY_QUARTER and path[-1] != "total")
        if same_thing and now[path] == before[path]:
            yield path, True
        elif now[path] >= before[path]:
            yield path, False


def _counts(node: Any, path: Path) -> Iterable[tuple[Path, int]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _counts(value, (*path, key))
    elif isinstance(node, int):
        yield path, node


def _at(node: Any, path: Path) -> Any:
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    return node
