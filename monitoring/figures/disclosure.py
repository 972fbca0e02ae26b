"""Disclosure control: what may be published of the figures.

Small counts become a mark such as "<5"; every other count is rounded. Wherever printed numbers add up, at least two of
them are hidden or none; then the printed tables are attacked as a reader would, together with what was released
before, and whatever can still be worked out costs another number of its sums, until nothing can. The further ones
hidden are null, which says nothing at all: it may be any number. Percentages are of the rounded numbers and null on a
small base or where one of their numbers is hidden. Means are null on a small base, and never hidden alone beside the mean of all.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from .additions import Line, Path, additions
from .facts import Figure, percentage
from .rule import USUAL, Rule
from .tables import POSITIVE, Released, Tables, beside, counts_of, read

MEANS = ("fig21", "fig22", "fig23", "fig26", "fig27")


def protect(
    figures: dict[str, Figure], rule: Rule = USUAL, released: Sequence[Released] = ()
) -> dict[str, Figure]:
    """The figures as they may be published after all that was ``released`` before."""
    counts = counts_of(figures)
    lines = additions(figures)
    shown = _printed(counts, lines, rule, released)
    hidden = {path for path, value in shown.items() if not isinstance(value, int)}
    public = _replaced(figures, (), shown)
    for path, (part, whole) in _percentages(figures).items():
        _put(public, path, _percentage(part, whole, counts, hidden, rule))
    for name in MEANS:
        _means(public[name], {group: counts[name, group, "n"] for group in public[name]}, rule)
    return public


def hide(counts: dict[Path, int], lines: Iterable[Line], rule: Rule = USUAL) -> set[Path]:
    """Small counts, and as many others as it takes that no line of a sum hides exactly one."""
    small = {path for path, value in counts.items() if rule.is_small(value)}
    return _never_one(small, counts, list(lines))


def _never_one(hidden: set[Path], counts: dict[Path, int], lines: Sequence[Line]) -> set[Path]:
    changed = True
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


def _printed(
    counts: dict[Path, int], lines: list[Line], rule: Rule, released: Sequence[Released]
) -> dict[Path, int | str | None]:
    """What is printed of each count: as much as it takes is hidden that nothing can be worked out."""
    from .attack import recoverable  # the solver is large, and only those who publish need it

    hidden, unmarked = hide(counts, lines, rule), {POSITIVE}
    safe: set[Path] = set()  # and stays it: the more is hidden, the more a hidden number may be
    while True:
        shown = {
            path: None if path in hidden & unmarked else rule.shown(value, hidden=path in hidden)
            for path, value in counts.items()
        }
        if counts["fig30", "scored"] < rule.smallest_base or ("fig30", "scored") in hidden:
            shown[POSITIVE] = None  # then there is no percentage that says it
        tables = beside(read(counts, shown, lines, rule), released)
        found = recoverable(tables, safe)
        if not found:
            return shown
        safe |= tables.hidden - found
        left = {path for path in counts if path not in hidden and counts[path]}
        further = _nearest(found, tables, left - tables.known)
        if further:
            hidden = _never_one(hidden | {further}, counts, lines)
        elif nobody := _nearest(found, tables, counts.keys() - hidden - left - tables.known):
            # That there is nobody tells of the others, as where all of a known sum moved from one area to the next
            hidden = _never_one(hidden | {nobody}, counts, lines)
            unmarked.add(nobody)
        else:
            # Even the marks say too much, as where four parts of "<5" have a sum of "<5"
            marked = _nearest(found, tables, hidden - unmarked, largest=True)
            if not marked:
                raise ArithmeticError(f"All is hidden, and still these can be worked out: {sorted(found)}")
            unmarked.add(marked)


def _nearest(found: set[Path], tables: Tables, among: set[Path], *, largest: bool = False) -> Path | None:
    """One ``among`` those that stand in a sum with a number that can be worked out, or in a sum next to that."""
    reached = set(found)
    while True:
        if near := reached & among:
            return (max if largest else min)(near, key=lambda path: (tables.counts[path], path))
        wider = reached.union(*(members for members in tables.members() if reached & {*members}))
        if wider == reached:
            return None
        reached = wider


def _replaced(node: Any, path: Path, shown: dict[Path, Any]) -> Any:
    if isinstance(node, dict):
        return {key: _replaced(value, (*path, key), shown) for key, value in node.items()}
    return shown.get(path, node)


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


def _percentage(
    part: Path, whole: Path, counts: dict[Path, int], hidden: set[Path], rule: Rule
) -> float | None:
    if counts[whole] < rule.smallest_base or part in hidden or whole in hidden:
        return None
    return percentage(rule.rounded(counts[part]), rule.rounded(counts[whole]))


def _put(figures: dict[str, Any], path: Path, value: float | None) -> None:
    node: Any = figures
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value


def _means(figure: Figure, numbers: dict[str, int], rule: Rule) -> None:
    """Empty the means of small groups; with exactly one such group, the next smallest as well."""
    for group, number in numbers.items():
        if number < rule.smallest_base or not isinstance(figure[group]["n"], int):
            figure[group]["mean"] = None
    groups = [group for group in numbers if group != "total" and numbers[group]]
    hidden = [group for group in groups if figure[group]["mean"] is None]
    if len(hidden) == 1:
        others = [group for group in groups if group not in hidden]
        figure[min(others, key=numbers.__getitem__, default="total")]["mean"] = None
