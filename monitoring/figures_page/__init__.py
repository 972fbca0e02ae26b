"""The figures as tables: of a page, of a spreadsheet, of a document on paper."""

from .tables import Table, number, percentage, tables

__all__ = ["Table", "number", "percentage", "tables"]
