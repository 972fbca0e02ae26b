"""A copy of somebody's record on paper, in as many parts as it takes: what the law gives them is never refused as too long."""

from django.conf import settings

from monitoring.models import CopyRequest
from monitoring.papers.sizes import cut, rows_of_sections
from monitoring.papers.source import Document, Source

from .marking import given

HIS_PAPER, HER_PAPER = "paper/own_copy.html", "paper/her_own_copy.html"


def page_of_copy(found):
    """All that the paper of a short one is given."""
    return _page(found, given(found.content, found.withheld), part=1, parts=1)


def _page(found, sections, *, part, parts):
    return {
        "reference": found.reference,
        "at": found.approved_at,
        "sections": sections,
        "part": part,
        "parts": parts,
    }


def documents(found):
    template = HIS_PAPER if found.is_his else HER_PAPER
    parts = cut(given(found.content, found.withheld), settings.PAPER_AT_MOST)
    return [
        Document(
            template,
            _page(found, sections, part=number, parts=len(parts)),
            rows_of_sections(sections),
            [sections, number, len(parts)],
        )
        for number, sections in enumerate(parts, start=1)
    ]


COPY = Source(
    kind="copy",
    called="copy",
    model=CopyRequest,
    documents=documents,
    name=lambda found: found.reference,
    taken="copy.taken",
    instead="Give it as the file for a machine (JSON), which has no limit.",
)
