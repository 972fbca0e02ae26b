"""The finished page of a report, and its paper: one template for both, drawn once and kept when it is issued."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

import paper


def page(report, document):
    """The finished text of a report as HTML, as it stands on the screen and on paper."""
    return render_to_string("joint/reports/document.html", {"report": report, "document": document})


def pdf(report, page):
    context = {"report": report, "referral": report.referral, "page": mark_safe(page)}  # noqa: S308
    return paper.pdf("paper/report.html", context)


def paper_of(report):
    """What was issued, byte for byte; reports from before there were papers are set from the page that was kept."""
    kept = report.paper
    return bytes(kept.pdf) or pdf(report, kept.page)
