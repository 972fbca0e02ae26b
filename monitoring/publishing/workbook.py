"""Figures as a spreadsheet: a sheet that says what they are, then a sheet for each. Cells are words and numbers only."""

from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


def workbook(release, tables):
    """The bytes of an XLSX file of the published ``tables`` (``monitoring.figures_page.Table``)."""
    file = BytesIO()
    # Nothing that is typed becomes a formula or a link
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        _about(book, release, bold, wrap)
        for table in tables:
            _sheet(book, table, bold, wrap)
    return file.getvalue()


def _about(book, release, bold, wrap):
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    lines = {
        "Reference": release.reference,
        "Referrals received": release.period,
        "As known on": f"{localtime(release.at):%-d %B %Y, %H:%M}",
        "Protection": f"{release.rule}. “Hidden” may be any number.",
    }
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


def response(content, filename):
    return HttpResponse(
        content,
        content_type=KIND,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=filename),
            "Cache-Control": "no-store",
        },
    )
