"""What is to be drawn, and the same as a table."""

from dataclasses import dataclass
from typing import NamedTuple

KINDS = ("line", "bar", "grouped", "dots", "stacked")
NOT_RECORDED = "Not recorded"


class Reference(NamedTuple):
    """A line to read the chart against: a target, a published value; and where it comes from."""

    value: float
    words: str
    source: str = ""


@dataclass(frozen=True)
class Chart:
    """``columns`` names the categories and then each series; a row is a category and its numbers, in that order.

    ``title`` says what the picture shows, ``question`` what it answers. A cell that is None was not recorded; a cell
    that is words ("<5") is shown as it stands in the table and not drawn. ``unit`` is said after each number ("%",
    " weeks"). ``span`` is the lowest and the highest value of the scale where that is fixed, ``named`` the words for
    its values. A ``line`` runs over time; ``bar`` has one series, ``grouped``, ``stacked`` and ``dots`` any number.
    """

    title: str
    question: str
    rows: tuple
    columns: tuple
    kind: str = "bar"
    unit: str = ""
    reference_lines: tuple = ()
    span: tuple = ()
    named: tuple = ()

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind} is no kind of chart: {', '.join(KINDS)}")
        put = object.__setattr__
        put(self, "columns", tuple(str(column) for column in self.columns))
        put(self, "rows", tuple((str(name), *values) for name, *values in self.rows))
        put(self, "reference_lines", tuple(Reference(*line) for line in self.reference_lines))
        put(self, "span", tuple(self.span))
        put(self, "named", tuple(dict(self.named).items()))
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("A row has as many cells as there are columns")
        if self.kind == "bar" and len(self.columns) != 2:
            raise ValueError("A bar chart has one series; two or more are grouped, stacked or dots")

    @property
    def series(self):
        return self.columns[1:]

    @property
    def is_drawn(self):
        """Whether there is a number to draw at all."""
        return any(is_number(value) for _, *values in self.rows for value in values)

    def said(self, value):
        """A cell in words: the same in the table and when pointing at the picture."""
        if value is None or value == "":
            return NOT_RECORDED
        if not is_number(value):
            return str(value)
        word = dict(self.named).get(value)
        return f"{number(value)}{self.unit}" + (f" ({word})" if word else "")

    def table(self):
        """The rows of the table: the category and every cell in words."""
        return [(name, *(self.said(value) for value in values)) for name, *values in self.rows]


def is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def number(value):
    """To one decimal where it has one; thousands apart."""
    rounded = round(value, 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"
