"""The measured ratios as a table for whoever waits for them."""

COLUMNS = ("part", "what", "ours, ms", "floor, ms", "ratio", "limit", "queries", "holds")


def table(parts):
    """``parts`` as in the JSON: each measured thing, or things by name, with what it cost and its floor."""
    rows = [COLUMNS]
    for part, found in parts.items():
        several = {"": found} if "ratio" in found else found
        rows += [
            _row(part, name, each)
            for name, each in several.items()
            if isinstance(each, dict) and "ratio" in each
        ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


def _row(part, name, each):
    queries = (
        f"{each['queries']}" + (f" of {each['most_queries']}" if each.get("most_queries") else "")
        if "queries" in each
        else ""
    )
    cells = (each["ours"]["cpu_ms"], each["floor"]["cpu_ms"], each["ratio"]["cpu"], each.get("limit"))
    holds = {True: "yes", False: "NO"}.get(each.get("within_limit") if each.get("limit") else None, "")
    return (part, name, *("" if cell is None else f"{cell:g}" for cell in cells), queries, holds)
