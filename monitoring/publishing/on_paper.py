"""Released figures as a document."""

from monitoring.figures import DEFINITIONS
from monitoring.figures_page import tables
from monitoring.models import Release
from monitoring.papers.sizes import rows_of_tables
from monitoring.papers.source import Document, Source


def documents(found):
    shown = tables(found.public, DEFINITIONS)
    context = {"release": found, "tables": shown}
    return [Document("paper/release.html", context, rows_of_tables(shown), [table.rows for table in shown])]


RELEASE = Source(
    kind="release",
    called="release",
    model=Release,
    documents=documents,
    name=lambda found: found.reference,
    taken="figures.downloaded",
    instead="Download the spreadsheet, which holds all of it, or release the figures of a shorter period.",
)
