"""How many rows a document has, and in how many parts it is made. Pure: what stands in it in, numbers out.

A row is a line: a long text counts as several, and so does a row of a table that is wider than most. Time and memory
go by that (docs/decisions/0058).
"""

LINE = 100
COLUMNS = 6


def rows_of_item(item):
    """Of an entry of somebody's record."""
    if item["withheld"]:
        return 1
    return sum(1 + len(text) // LINE for _, text in item["rows"])


def rows_of_sections(sections):
    return sum(rows_of_item(item) for section in sections for item in section["items"])


def rows_of_tables(tables):
    return sum(len(table.rows) * -(-len(table.columns) // COLUMNS) for table in tables)


def cut(sections, at_most):
    """The sections in parts of at most so many rows, in their order. An entry is never cut: one that is longer than
    that is a part by itself."""
    parts, room = [[]], at_most
    for section in sections:
        here = None
        for item in section["items"]:
            rows = rows_of_item(item)
            if rows > room and parts[-1]:
                parts.append([])
                here, room = None, at_most
            if here is None:
                here = {"title": section["title"], "items": []}
                parts[-1].append(here)
            here["items"].append(item)
            room -= rows
    return parts
