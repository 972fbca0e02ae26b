"""A signed return as a document."""

from monitoring.models import QuarterlyReturn
from monitoring.papers.sizes import rows_of_tables
from monitoring.papers.source import Document, Source

from .document import as_tables


def documents(found):
    frozen = found.frozen
    shown = as_tables(frozen["sections"])
    context = {"frozen": frozen, "tables": shown}
    return [Document("paper/quarterly_return.html", context, rows_of_tables(shown), frozen)]


RETURN = Source(
    kind="quarterly_return",
    called="return",
    model=QuarterlyReturn,
    documents=documents,
    name=lambda found: found.reference,
    taken="return.downloaded",
    instead="Download the spreadsheet, which holds all of it.",
)
