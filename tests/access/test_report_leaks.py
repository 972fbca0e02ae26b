"""No kind of report says a word of hers, of his health, of anybody's notes or of another man, when the record writes it."""

import pytest

from joint.actions import draft_of
from joint.models import Report
from joint.reports import drafting, papers
from tests.access.marked import marked_world

pytestmark = pytest.mark.django_db


def test_what_the_record_says_in_every_report_holds_none_of_the_marked_words():
    world = marked_world()
    him = world.marked
    for kind in (Report.Kind.ASSESSMENT, Report.Kind.MIDWAY, Report.Kind.COMPLETION):
        report = draft_of(him, kind)
        page = papers.page(report, drafting.document(report))
        assert him.man.name in page
        for word, what in (world.hers | world.health).items():
            assert word not in page, f"{kind}: {what}"
