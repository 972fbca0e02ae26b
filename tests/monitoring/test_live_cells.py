"""Nothing that leaves as a spreadsheet is alive in it: no cell of a CSV or XLSX file is a formula or a link."""

import csv
import io
import zipfile

import pytest

from monitoring.extract.columns import FILES
from monitoring.extract.writing import sheet
from monitoring.figures_page.tables import Table
from monitoring.publishing.workbook import book

# What a spreadsheet begins a formula with, also where it is written wide, or behind what it passes over
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "\u00a0=",
    "\ufeff=",
    "＝",
    "＋",
    "－",
    "＠",
    "\x0b=",
)
LIVE = [f"{start}{call}" for start in STARTS for call in ("1+1", "cmd|'/C calc'!A0", 'HYPERLINK("http://x")')]
LINKS = ["http://evil.example", "mailto:a@b.c", "internal:Sheet1!A1", "external:c:\\x.xlsx", "{=1+1}"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_cell_of_an_extract_is_alive_in_whatever_column(file):
    width = len(file.header)
    lines = [[cell] * width for cell in LIVE]
    rows = list(csv.reader(io.StringIO(sheet(file.header, lines), newline="")))
    assert len(rows) == len(LIVE) + 1
    for row in rows[1:]:
        for cell in row:
            assert cell.lstrip("\ufeff\u200b").startswith("'"), repr(cell)
            assert not set(cell) & set("\t\r\n\x0b")


@pytest.mark.parametrize("cell", [*LIVE, *LINKS])
def test_no_cell_of_a_workbook_is_alive_in_whatever_column(cell):
    columns = [{"text": cell}, {"text": cell}]
    made = book({cell: cell}, [Table("Sheet", cell, columns, [[cell, cell]], cell)])
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    sheets = {name: part for name, part in parts.items() if name.startswith("xl/worksheets/")}
    assert len(sheets) == 2
    for name, part in sheets.items():
        assert "<f>" not in part, name
        assert "<f " not in part, name
        assert "hyperlink" not in part.lower(), name
    assert not any("externalLink" in name or "vba" in name.lower() for name in parts)
