"""One file: bytes to rows of text with their line numbers, then to typed rows."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from .cells import Unfit
from .layout import Layout
from .problems import Problem
from .rows import Row


def read_table(path: Path, layout: Layout, problems: list[Problem]) -> list[Row] | None:
    """The rows that could be read; None where the file as a whole could not. Adds to `problems`."""
    content = _content(path, problems)
    if content is None:
        return None
    lines = _lines(path.name, content, problems)
    header = next(lines, None)
    if header is None:
        if not any(problem.file == path.name for problem in problems):
            problems.append(
                Problem(path.name, 1, "", "", "a header row with the columns " + ", ".join(layout.columns))
            )
        return None
    columns = [cell.strip() for cell in header[1]]
    wrong = list(_header_problems(path.name, header[0], columns, layout))
    problems.extend(wrong)
    if wrong:
        return None
    rows = []
    for line, cells in lines:
        row = _row(path.name, line, columns, cells, layout, problems)
        if row:
            rows.append(row)
    return rows


def _content(path: Path, problems: list[Problem]) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(path.name, 0, "", error.strerror or "", "a file that can be read"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = raw[: error.start]
        start = max(place.rfind(b"\n"), place.rfind(b"\r")) + 1
        value = raw[start : error.end].decode("utf-8", "backslashreplace")
        line = len(place.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        column = _column_at(raw, raw[start : error.start])
        problems.append(Problem(path.name, line, column, value, "UTF-8 text"))
        return None


def _column_at(raw: bytes, before: bytes) -> str:
    """The name of the column in which a byte stands, as well as commas can tell."""
    header = raw.split(b"\n", 1)[0].decode("utf-8-sig", "replace").strip().split(",")
    return header[before.count(b",")] if before.count(b",") < len(header) else ""


def _lines(name: str, content: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on. Empty records say nothing and are passed over."""
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(
                Problem(name, line, "", str(error), "comma-separated values with double quotes in pairs")
            )
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _header_problems(name: str, line: int, columns: list[str], layout: Layout) -> Iterator[Problem]:
    known = ", ".join(layout.columns)
    for column in dict.fromkeys(columns):
        if column not in layout.columns:
            yield Problem(name, line, column, column, f"only the columns {known}")
        if columns.count(column) > 1:
            yield Problem(name, line, column, column, "each column once")
    for column in layout.columns:
        if column not in columns:
            yield Problem(name, line, column, "", f"the column {column} in the header")


def _row(
    name: str, line: int, columns: list[str], cells: list[str], layout: Layout, problems: list[Problem]
) -> Row | None:
    """The typed row, or None after telling what is wrong with it."""
    if len(cells) != len(columns):
        column = columns[len(cells)] if len(cells) < len(columns) else ""
        problems.append(
            Problem(name, line, column, f"{len(cells)} cells", f"{len(columns)} cells, as in the header")
        )
        return None
    written = dict(zip(columns, map(str.strip, cells), strict=True))
    values, sound = {}, True
    for column, cell in written.items():
        try:
            values[column] = _value(column, cell, layout)
        except Unfit as unfit:
            problems.append(Problem(name, line, column, cell, str(unfit)))
            sound = False
    return layout.row(line=line, cells=written, **values) if sound else None


def _value(column: str, cell: str, layout: Layout) -> object:
    if "\0" in cell:
        raise Unfit("text without NUL characters")
    if cell:
        return layout.columns[column](cell)
    if column in layout.required:
        raise Unfit("a value: this column may not be empty")
    return layout.empty(column)
