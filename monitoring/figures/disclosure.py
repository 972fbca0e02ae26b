"""Disclosure control: what may be published of the figures.

A count of 1 to 4 becomes "<5"; every other count is rounded to the nearest 5. Wherever printed numbers add up, at
least two of them are hidden or none, so that a hidden one cannot be worked out; the further ones are null.
Percentages are of the rounded numbers and null on a base under 10 or where one of their numbers is hidden. Means
are null under 10, and never hidden alone beside the mean of all.
"""

from collections.abc import Iterable
from typing import Any

from .additions import Line, Path, additions
from .facts import Figure, percentage

SMALL = range(1, 5)
SMALLEST_BASE = 10
MEANS = ("fig21", "fig22", "fig23", "fig26", "fig27")


def protect(figures: dict[str, Figure]) -> dict[str, Figure]:
    """The figures as they may be published."""
    counts = dict(_counts(figures, ()))
    counts["fig30", "positive"] = sum(
        value for path, value in counts.items() if path[0] == "fig30" and path[1].isdigit() and path[1] != "0"
    )
    hidden = hide(counts, additions(figures))
    shown = {path: _shown(value, path in hidden) for path, value in counts.items()}
    public = _replaced(figures, (), shown)
    for path, (part, whole) in _percentages(figures).items():
        _put(public, path, _percentage(part, whole, counts, hidden))
    for name in MEANS:
        _means(public[name], {group: counts[name, group, "n"] for group in public[name]})
    return public


def hide(counts: dict[Path, int], lines: Iterable[Line]) -> set[Path]:
    """Small counts, and as many others as it takes that no line of a sum hides exactly one."""
    hidden = {path for path, value in counts.items() if value in SMALL}
    lines, changed = list(lines), True
    while changed:
        changed = False
        for parts, total in lines:
            if sum(path in hidden for path in (*parts, total)) == 1:
                others = [path for path in parts if path not in hidden and counts[path]]
                # where nothing else of the line is above zero, its total gives the number away
                further = min(others, key=counts.__getitem__, default=total)
                changed |= further not in hidden
                hidden.add(further)
    return hidden


def _counts(node: Any, path: Path) -> Iterable[tuple[Path, int]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _counts(value, (*path, key))
    elif isinstance(node, int):
        yield path, node


def _replaced(node: Any, path: Path, shown: dict[Path, Any]) -> Any:
    if isinstance(node, dict):
        return {key: _replaced(value, (*path, key), shown) for key, value in node.items()}
    return shown.get(path, node)


def rounded(value: int) -> int:
    """To the nearest 5."""
    return (value + 2) // 5 * 5


def _shown(value: int, is_hidden: bool) -> int | str | None:
    if not is_hidden:
        return rounded(value)
    return "<5" if value in SMALL else None


def _percentages(figures: dict[str, Figure]) -> dict[Path, tuple[Path, Path]]:
    """Where each percentage stands, and its two numbers."""
    found: dict[Path, tuple[Path, Path]] = {
        ("fig30", "positive_pct"): (("fig30", "positive"), ("fig30", "scored")),
        ("foi_completion", "half_or_more_pct"): (
            ("foi_completion", "half_or_more"),
            ("foi_completion", "base"),
        ),
    }
    decided = ("rates", "suitable_of_decided", "denominator")
    for area in figures["fig18"]:
        for column in ("suitable", "unsuitable"):
            found["fig18", area, f"{column}_pct"] = (("fig18", area, column), decided)
    for reason in figures["fig19"].keys() - {"not_recorded"}:
        found["fig19", reason, "pct"] = (("fig19", reason, "count"), ("fig19", "total", "count"))
    for kind in figures["support_types"]:
        found["support_types", kind, "pct"] = (
            ("support_types", kind, "count"),
            ("fig13", "partners_referred"),
        )
    for rate in figures["rates"]:
        found["rates", rate, "pct"] = (("rates", rate, "numerator"), ("rates", rate, "denominator"))
    return found


def _percentage(part: Path, whole: Path, counts: dict[Path, int], hidden: set[Path]) -> float | None:
    if counts[whole] < SMALLEST_BASE or part in hidden or whole in hidden:
        return None
    return percentage(rounded(counts[part]), rounded(counts[whole]))


def _put(figures: dict[str, Any], path: Path, value: float | None) -> None:
    node: Any = figures
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value


def _means(figure: Figure, numbers: dict[str, int]) -> None:
    """Empty the means of small groups; with exactly one such group, the next smallest as well."""
    for group, number in numbers.items():
        if number < SMALLEST_BASE or not isinstance(figure[group]["n"], int):
            figure[group]["mean"] = None
    groups = [group for group in numbers if group != "total" and numbers[group]]
    hidden = [group for group in groups if figure[group]["mean"] is None]
    if len(hidden) == 1:
        others = [group for group in groups if group not in hidden]
        figure[min(others, key=numbers.__getitem__, default="total")]["mean"] = None
