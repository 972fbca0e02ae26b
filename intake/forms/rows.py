"""Rows of the same questions on one page (children, orders, agencies), added and removed without scripts."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from .page import PageForm


@dataclass(frozen=True)
class Rows:
    """One kind of row. Boxes are called ``child_1_age``; the hidden box ``counter`` says how many are shown."""

    name: str
    counter: str
    most: int
    fields: Callable  # number -> {part: field}
    words: str
    another: str
    when_full: str
    plural: str

    def box(self, number, part):
        return f"{self.name}_{number}_{part}"

    def beginning(self, number):
        return f"{self.name}_{number}_"


class RowsForm(PageForm):
    """A page with one or more kinds of rows. A row left empty is none."""

    rows: tuple[Rows, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = {kind.name: range(1, self._shown(kind) + 1) for kind in self.rows}
        self.unmarked = list(self.unmarked)
        self.widths = dict(self.widths)
        for kind in self.rows:
            self.fields[kind.counter] = forms.CharField(widget=forms.HiddenInput, required=False)
            for number in self.numbers[kind.name]:
                self.fields |= {kind.box(number, part): field for part, field in kind.fields(number).items()}

    def group(self, name):
        """What the template draws of one kind: the kind, its rows with their fields, whether there is room."""
        kind = next(kind for kind in self.rows if kind.name == name)
        return {
            "kind": kind,
            "shown": len(self.numbers[name]),
            "rows": [
                (number, [self[box] for box in self._boxes(kind, number)]) for number in self.numbers[name]
            ],
            "is_full": len(self.numbers[name]) == kind.most,
        }

    def rearranged(self):
        """(values with a row more or less, id of the place to go back to); None where that was not asked for."""
        for kind in self.rows:
            shown = len(self.numbers[kind.name])
            if self.data.get("add") == kind.name:
                return self.values | {kind.counter: str(min(kind.most, shown + 1))}, kind.plural
            asked, _, number = self.data.get("remove", "").partition("-")
            if asked == kind.name and number.isdecimal() and int(number) in self.numbers[kind.name]:
                return without(self.values, kind, int(number), shown), kind.plural
        return None

    def filled_rows(self, name):
        """[{part: what it says}] of the rows in which anything is said, with ``number``."""
        kind = next(kind for kind in self.rows if kind.name == name)
        return [
            {"number": number}
            | {part: self.cleaned_data.get(kind.box(number, part)) for part in kind.fields(number)}
            for number in self.numbers[name]
            if self._typed(kind, number)
        ]

    def _boxes(self, kind, number):
        return [kind.box(number, part) for part in kind.fields(number)]

    def _typed(self, kind, number):
        beginning = kind.beginning(number)
        return any(self.data.get(box, "").strip() for box in self.data if box.startswith(beginning))

    def _shown(self, kind):
        try:
            asked_for = int(self.data.get(kind.counter, "") or 1)
        except ValueError:
            asked_for = 1
        typed = [number for number in range(1, kind.most + 1) if self._typed(kind, number)]
        return min(kind.most, max([1, asked_for, *typed]))


def without(values, kind, number, shown):
    """The values with one row taken out and those after it moved up."""
    every = tuple(kind.beginning(each) for each in range(1, kind.most + 1))
    moved = {name: value for name, value in values.items() if not name.startswith(every)}
    kept = [each for each in range(1, shown + 1) if each != number]
    for new, old in enumerate(kept, start=1):
        for name, value in values.items():
            if name.startswith(kind.beginning(old)):
                moved[kind.beginning(new) + name.removeprefix(kind.beginning(old))] = value
    return moved | {kind.counter: str(max(1, len(kept)))}
