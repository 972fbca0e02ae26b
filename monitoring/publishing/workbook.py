"""Figures as a spreadsheet: a sheet that says what they are, then a sheet for each. Cells are words and numbers only."""

from io import BytesIO

import xlsxwriter
from django.utils.timezone import localtime

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


def workbook(release, tables):
    """The bytes of an XLSX file of the published ``tables`` (``monitoring.figures_page.Table``)."""
    lines = {
        "Reference": release.reference,
        "Referrals received": release.period,
        "As known on": f"{localtime(release.at):%-d %B %Y, %H:%M}",
        "Protection": f"{release.rule}. “Hidden” may be any number.",
    }
    return book(lines, tables)


def book(lines, tables):
    """The same of any ``tables``; ``lines``: what the first sheet says they are."""
    file = BytesIO()
    # Nothing that is typed becomes a formula or a link
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as made:
        bold = made.add_format({"bold": True})
        wrap = made.add_format({"text_wrap": True, "valign": "top"})
        _about(made, lines, bold, wrap)
        for table in tables:
            _sheet(made, table, bold, wrap)
    return file.getvalue()


def _about(book, lines, bold, wrap):
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    for row, (label, words) in enumerate(lines.items()):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, words, wrap)


def _sheet(book, table, bold, wrap):
    sheet = book.add_worksheet(table.name)
    sheet.set_column(0, 0, min(WIDEST, max(len(row[0]) for row in [[""], *table.rows]) + 2))
    sheet.write_string(0, 0, table.caption, bold)
    for column, heading in enumerate(table.columns):
        sheet.write_string(2, column, heading["text"], bold)
    for row, cells in enumerate(table.rows, start=3):
        for column, cell in enumerate(cells):
            _write(sheet, row, column, cell)
    sheet.write_string(len(table.rows) + 4, 0, table.definition, wrap)


def _write(sheet, row, column, cell):
    plain = cell.replace(",", "")
    if column and plain.isdigit():
        sheet.write_number(row, column, int(plain))
    else:
        sheet.write_string(row, column, cell)
