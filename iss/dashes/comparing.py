"""DASHes side by side: what changed from one to the next. Pure: rows in, lines out."""

from dataclasses import dataclass

from iss.dash import ITEMS, KEY_ITEMS, DashAnswer


@dataclass(frozen=True)
class Cell:
    dash: object
    answer: str
    changed: bool

    @property
    def words(self):
        return DashAnswer(self.answer).label


@dataclass(frozen=True)
class Line:
    """One item over time, the newest first."""

    number: int
    label: str
    cells: list
    key: bool

    @property
    def changed(self):
        return any(cell.changed for cell in self.cells)


@dataclass(frozen=True)
class Since:
    """What is otherwise than in the DASH before."""

    now_yes: list
    no_longer: list
    level_before: str
    more_yes: int

    @property
    def same(self):
        return not (self.now_yes or self.no_longer)


def lines(dashes):
    """One Line for each item, none where there is no DASH. ``dashes``: the newest first."""
    if not dashes:
        return []
    found = []
    for index, label in enumerate(ITEMS):
        answers = [dash.answers[index] for dash in dashes]
        before = [*answers[1:], None]
        cells = [
            Cell(dash, now, was is not None and now != was)
            for dash, now, was in zip(dashes, answers, before, strict=True)
        ]
        found.append(Line(index + 1, label, cells, index + 1 in KEY_ITEMS))
    return found


def since(now, before):
    """What changed from the DASH ``before`` to ``now``."""
    pairs = list(zip(ITEMS, now.answers, before.answers, strict=True))
    yes = DashAnswer.YES
    return Since(
        now_yes=[label for label, new, old in pairs if new == yes != old],
        no_longer=[label for label, new, old in pairs if old == yes != new],
        level_before=before.get_level_display().lower(),
        more_yes=now.yes - before.yes,
    )
