"""The attachment of an answer as a document."""

from monitoring.models import FoiRequest, YearCost
from monitoring.papers.sizes import rows_of_tables
from monitoring.papers.source import Document, Source

from .questions import answers


def tables_of(found):
    return list(answers(found, YearCost.objects.all()))


def documents(found):
    shown, notes = tables_of(found), list(found.notes.all())
    context = {"foi": found, "release": found.release, "tables": shown, "notes": notes}
    says = [[table.rows for table in shown], [note.words for note in notes]]
    return [Document("paper/foi.html", context, rows_of_tables(shown), says)]


def name_of(found):
    return f"request-{found.pk}-attachment"


ANSWER = Source(
    kind="foi",
    called="foi",
    model=FoiRequest,
    documents=documents,
    name=name_of,
    taken="foi.attachment_taken",
    instead="Download the spreadsheet, which holds all of it, or ask for a release of a shorter period.",
)
