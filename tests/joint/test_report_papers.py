"""What stands on the paper is what stands in the record: the example cases, read back out of the PDF."""

import io
import re
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from pypdf import PdfReader

from joint.actions import draft_of, hold_review
from joint.models import IssuedPaper, Report
from joint.reports import drafting
from programme.models import Attendance
from referrals import actions as his
from referrals.measuring.actions import rate
from tests.joint.reporting import begun, issued
from tests.world import DAY, fresh

OUTCOMES = [
    "attended",
    "late",
    "absent_notice",
    "attended",
    "attended",
    "attended",
    "not_taking_part",
    "attended",
]


def text_of(pdf):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


@pytest.fixture
def him(world):
    """Half way of twelve, with a miss on the way, a review held and a risk found."""
    group = world.group(required=12, weeks=30)
    him = world.on_programme(group=group)
    for session, outcome in zip(group.sessions.order_by("starts_at"), OUTCOMES, strict=False):
        world.register(session, {him: outcome})
    hold_review(him, held_date=world.now.date(), risk="medium", by=world.manager, at=world.now + 30 * DAY)
    return fresh(him)


def paper(world, him, kind, **words):
    report = issued(world, him, kind, at=world.now + 60 * DAY, **words)
    assert sha256(bytes(report.paper.pdf)).hexdigest() == report.paper.digest
    return text_of(bytes(report.paper.pdf))


def assert_it_is_his_record(text, him):
    credited = Attendance.objects.credited().filter(referral=him).count()
    assert f"{credited} of {him.sessions_required} sessions credited" in text
    for name in (him.man.name, him.reference, him.area.name, "Social Worker"):
        assert name in text
    for row in Attendance.objects.filter(referral=him).select_related("session__topic"):
        day = localtime(row.session.starts_at)
        topic = row.session.topic.title if row.session.topic else "Not recorded."
        line = f"{day.day} {day:%B %Y} {topic} {row.get_outcome_display()}"
        assert line in text, line


def test_the_midway_report_equals_the_record(world, him):
    text = paper(world, him, "midway", engagement="Speaks for himself now.")
    assert_it_is_his_record(text, him)
    assert (
        "6 of 12 sessions credited: 5 attended; 1 attended late; 1 attended without taking part; 1 absent with notice."
        in text
    )
    assert "Risk at joint case reviews Day Level 3 June 2026 Medium" in text
    assert "Speaks for himself now." in text
    assert "From the Integrated Support Service Nothing to add." in text
    assert "no reason for anybody to stop monitoring the risk" in text


def test_the_completion_report_equals_the_record(world):
    group = world.group(required=2)
    him = world.on_programme(group=group)
    for session in group.sessions.order_by("starts_at")[:2]:
        world.register(session, {him: "attended"})
    him = fresh(him)
    text = paper(world, him, "completion")
    assert_it_is_his_record(text, him)
    assert "2 of 2 sessions credited: 2 attended." in text
    assert "Midway report: not issued" in text
    completed = him.completed_date
    assert f"Completed {completed.day} {completed:%B %Y}" in text


def test_what_is_missing_is_said_to_be_missing(world, him):
    text = paper(world, him, "midway")
    for words in (
        "Initial Not recorded.",
        "Midway Not recorded.",
        "Ratings at one-to-one contacts: not recorded.",
        "Incidents: none recorded.",
        "Found by My Time Not recorded.",
    ):
        assert words in text


def test_a_measure_is_said_to_be_taken_and_no_answer_is(world, him):
    his.record_measure(him, stage="initial", asked_date=world.now.date(), by=world.facilitator, at=world.now)
    assert "Initial Taken on 3 June 2026" in paper(world, him, "midway")


def test_the_facilitators_ratings_stand_in_words(world, him):
    assert "Facilitators’ ratings: not recorded." in paper(world, him, "midway")
    answers = {"F1": 3, "F2": 2, "F3": "does_not_apply", "F4": 1}
    rate(him, stage="midway", answers=answers, by=world.facilitator, at=world.now + 59 * DAY)
    text = "\n".join(drafting.document(draft_of(him, "completion")).texts.values())
    for words in ("Mostly", "A little", "Does not apply", "Not yet", "He uses the skills of the programme"):
        assert words in text


def test_every_section_of_every_kind_says_something(world, him):
    unsuitable = world.unsuitable()
    closed = world.closed()
    for referral, kind in (
        (him, "midway"),
        (him, "completion"),
        (unsuitable, "assessment"),
        (closed, "back"),
    ):
        page = issued(world, referral, kind, at=world.now + 60 * DAY).paper.page
        assert not re.findall(r"<h2[^>]*>[^<]*</h2>\s*</section>", page), kind
        assert not re.findall(r"<td[^>]*>\s*</td>|<dd[^>]*>\s*</dd>|<p[^>]*>\s*</p>", page), kind


def test_the_paper_can_be_followed_with_a_screen_reader(world, him):
    pdf = PdfReader(io.BytesIO(bytes(issued(world, him).paper.pdf)))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    assert pdf.metadata.title == f"Midway report, {him.reference}"


def test_the_file_is_called_by_a_reference_alone(client, world, him):
    report = issued(world, him)
    client.force_login(world.social_worker)
    answer = client.get(f"/reports/{report.pk}/pdf/")
    assert answer["Content-Disposition"] == f'attachment; filename="{him.reference}-{report.pk}.pdf"'
    assert answer.content == bytes(report.paper.pdf)
    assert report.opened.get().person == world.social_worker


# Assessment outcome and referral back


def assessed(world, referral, **words):
    return paper(world, referral, "assessment", **words)


def test_a_provisional_outcome_says_that_a_discussion_is_due_and_nothing_more(world):
    him = world.pending()
    text = assessed(world, him)
    assert "Assessed. A joint case discussion is due." in text
    assert "He has not been told anything of the outcome." in text
    assert "Due by" in text
    assert "Accepts some of it." not in text
    assert "uitable" not in text


def test_an_unsuitable_outcome_says_why_the_risks_and_what_is_recommended(world):
    him = world.attended()
    his.find_unsuitable(
        him,
        stage="assessment",
        reason="denial",
        risks="He waits outside the school.",
        alternatives="His doctor, about alcohol.",
        recommendation={
            "recommend_marac": True,
            "recommendation_via": "csc",
            "recommendation_who": "T. Ames",
            "recommendation_by_date": world.now.date(),
        },
        findings="What he said of his health.",
        by=world.facilitator,
        at=world.now,
    )
    text = assessed(world, fresh(him))
    for words in (
        "Not suitable for the programme.",
        "Reason Denial",
        "He denies all of it.",
        "He waits outside the school.",
        "A referral to MARAC.",
        "Through children's services",
        "Who acts T. Ames",
        "By when 3 June 2026",
        "His doctor, about alcohol.",
    ):
        assert words in text
    assert "his health" not in text


def test_a_suitable_outcome_says_so(world):
    assert "Suitable for the programme." in assessed(world, world.suitable())


def test_a_new_decision_has_a_report_of_its_own(world):
    him = world.pending()
    first = issued(world, him, "assessment")
    world.suitable(him)
    assert draft_of(fresh(him), "assessment").pk is None
    second = issued(world, fresh(him), "assessment")
    assert (first.version, second.version) == (1, 1)
    assert first.decision != second.decision


def test_a_referral_back_says_why_how_far_he_came_and_what_is_asked(world, him):
    his.close(
        him,
        reason="withdrew",
        risks="He knows her new street.",
        by=world.facilitator,
        at=world.now + 60 * DAY,
    )
    text = paper(world, fresh(him), "back")
    for words in (
        "Because Closed: withdrew",
        "He withdrew after a month.",
        "6 of 12 sessions credited",
        "He knows her new street.",
        "Midway report: not issued yet",
        "record what they will do now",
    ):
        assert words in text
    assert "Plan due by" in text


def test_without_a_decision_there_is_nothing_to_report(client, world):
    him = world.contacted()
    client.force_login(world.facilitator)
    for kind in ("assessment", "back", "nonsense"):
        assert client.get(f"/joint/{him.pk}/reports/{kind}/").status_code == 404


def test_a_report_of_before_there_were_papers_reads_as_it_was_issued(client, world, him):
    old = Report.objects.create(
        referral=him,
        kind="midway",
        iss_nil=True,
        issued_at=datetime(2020, 5, 4, 9, tzinfo=UTC),
        issued_by=world.facilitator,
    )
    IssuedPaper.objects.create(report=old, page='<h2 class="govuk-heading-m">Report</h2><p>Half way.</p>')
    client.force_login(world.social_worker)
    assert "Half way." in client.get(f"/reports/{old.pk}/").content.decode()
    assert "Half way." in text_of(client.get(f"/reports/{old.pk}/pdf/").content)


def test_what_was_issued_before_is_carried_over_word_for_word(world, him):
    """As migration 0010 reads a row of before."""
    page_of = import_module("joint.migrations.0010_issued_reports_are_papers").page_of
    row = SimpleNamespace(
        referral=him,
        issued_at=datetime(2020, 5, 4, 9, tzinfo=UTC),
        issued_by=world.facilitator,
        body="Half way.\n\nHe <listens>.",
        iss_contribution="",
    )
    page = page_of(row)
    for words in (
        "Gareth Pemberwick",
        "4 May 2020",
        "<p>Half way.</p>",
        "He &lt;listens&gt;.",
        "Nothing to add.",
    ):
        assert words in page


# What it costs


@pytest.mark.parametrize("page", ["", "read/"])
def test_a_long_record_costs_no_more_queries_than_a_short_one(client, world, page):
    client.force_login(world.manager)

    def queries(referral):
        begun(world, referral)
        address = f"/joint/{referral.pk}/reports/midway/{page}"
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    short, long = (world.on_programme(group=world.group(name=name, required=12, weeks=30)) for name in "AB")
    for him, number in ((short, 2), (long, 9)):
        for session in him.enrolments.get().group.sessions.order_by("starts_at")[:number]:
            world.register(session, {him: "attended"})
    assert queries(fresh(short)) == queries(fresh(long))
