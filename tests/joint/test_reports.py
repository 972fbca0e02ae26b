"""Reports: the ISS contributes or has nothing to add; My Time writes, a second person signs, and it stays as issued."""

import pytest

from accounts.refusal import Refused
from alerts.models import Notice
from joint.actions import (
    Came,
    ChangedMeanwhile,
    contribute,
    correct_report,
    draft_of,
    report_acknowledged,
    report_opened,
    send_back,
    send_report,
    take_report_back,
    write_report,
)
from joint.models import Report
from joint.reports import drafting
from joint.reports.blocks import digest_of
from joint.reports.shelf import shelf
from paper import PangoMissing
from tests.joint.reporting import WORDS, begun, issued
from tests.world import DAY, fresh


@pytest.fixture
def him(world):
    referral = world.on_programme(group=world.group(required=2))
    session = referral.enrolments.get().first_session
    world.register(session, {referral: "attended"})
    return fresh(referral)


def write(world, him, words=None, by=None, **more):
    words = words or WORDS["midway"]
    return write_report(
        draft_of(him, "midway"), words=words, by=by or world.facilitator, at=world.now, **more
    )


def send(world, report, by=None):
    return send_report(report, by=by or world.facilitator, at=world.now + 8 * DAY)


# What it needs before it goes


def test_without_the_iss_no_report_is_issued(world, him):
    with pytest.raises(Refused, match="not yet contributed"):
        send(world, write(world, him))


@pytest.mark.parametrize("part", [{"contribution": "We agree."}, {"nil": True}], ids=["contribution", "nil"])
def test_a_contribution_or_a_nil_lets_it_be_issued(world, him, part):
    contribute(him, kind="midway", by=world.iss_worker, at=world.now, **part)
    report = write(world, him)
    if send(world, report) is Came.WAITS:
        send(world, report, by=world.manager)
    assert Report.objects.get().issued_at
    assert him.deadlines.get(promise="midway_report").words(world.now + 9 * DAY) == "kept"
    assert Notice.objects.filter(person=world.social_worker, alert__kind="report_issued").exists()


def test_a_man_without_a_known_partner_needs_no_contribution(world):
    him = world.pending(partners=[])
    send(world, write(world, him))
    assert Report.objects.get().iss_nil


def test_a_report_without_a_recommendation_stays(world, him):
    contribute(him, kind="midway", nil=True, by=world.iss_worker, at=world.now)
    with pytest.raises(Refused, match="Write something under: Recommendation"):
        send(world, write(world, him, words={"engagement": "Well."}))


# The second person


def test_what_speaks_of_him_alone_goes_at_once(world, him):
    assert send(world, begun(world, him)) is Came.ISSUED


@pytest.mark.parametrize(
    "words",
    [{"risks": "He followed her home."}, {"engagement": "Speaks well of Marisol."}],
    ids=["her", "name"],
)
def test_what_speaks_of_both_waits_for_somebody_who_has_not_written_it(world, him, words):
    report = begun(world, him, **words)
    assert send(world, report) is Came.WAITS
    assert not Report.objects.get().issued_at
    assert world.manager.notices.filter(alert__kind="report_to_sign").exists()
    with pytest.raises(Refused, match="somebody who has not written it"):
        send(world, report)
    assert send(world, report, by=world.second_facilitator) is Came.ISSUED
    signed = Report.objects.get()
    assert (signed.sent_by, signed.issued_by) == (world.facilitator, world.second_facilitator)
    assert "signed off and issued by Second Facilitator" in signed.paper.page


def test_the_contribution_of_the_iss_makes_it_a_report_of_both(world, him):
    contribute(him, kind="midway", contribution="We agree.", by=world.iss_worker, at=world.now)
    assert send(world, write(world, him)) is Came.WAITS


def test_whoever_wrote_a_part_of_it_cannot_sign_it(world, him):
    report = begun(world, him, risks="He followed her home.")
    write(world, him, words={"topics": "Thinks about them."}, by=world.second_facilitator)
    send(world, report)
    with pytest.raises(Refused, match="has not written it"):
        send(world, report, by=world.second_facilitator)


def test_sent_back_it_says_why_to_its_writer(client, world, him):
    report = begun(world, him, risks="He followed her home.")
    send(world, report)
    send_back(report, because="Leave out the street.", by=world.manager, at=world.now)
    assert world.facilitator.notices.filter(alert__kind="report_sent_back").exists()
    client.force_login(world.facilitator)
    assert "Leave out the street." in client.get(f"/joint/{him.pk}/reports/midway/").content.decode()


def test_what_waits_is_not_changed_before_it_is_taken_back(world, him):
    report = begun(world, him, risks="He followed her home.")
    send(world, report)
    with pytest.raises(Refused, match="Take it back"):
        write(world, him, words={"topics": "New."})
    take_report_back(report, by=world.facilitator, at=world.now)
    assert write(world, him, words={"topics": "New."}).words["topics"] == "New."


# What is written


def test_two_writers_of_different_parts_lose_nothing(world, him):
    nothing = {"engagement": digest_of(""), "topics": digest_of("")}
    write(world, him, words={"engagement": "Well.", "topics": ""}, seen=nothing)
    write(world, him, words={"engagement": "", "topics": "All."}, seen=nothing, by=world.manager)
    assert Report.objects.get().words == {"engagement": "Well.", "topics": "All."}


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(client, world, him):
    write(world, him, words={"engagement": "Theirs."}, by=world.manager)
    with pytest.raises(ChangedMeanwhile) as changed:
        write(world, him, words={"engagement": "Mine."}, seen={"engagement": digest_of("")})
    assert changed.value.theirs == {"engagement": "Theirs."}
    client.force_login(world.facilitator)
    answer = client.post(
        f"/joint/{him.pk}/reports/midway/", {"engagement": "Mine.", "seen-engagement": digest_of("")}
    ).content.decode()
    assert "Theirs." in answer
    assert "Mine." in answer
    assert Report.objects.get().words == {"engagement": "Theirs."}


def test_the_record_goes_on_and_no_word_is_lost(world, him):
    report = begun(world, him, attendance="Always early.")
    second = him.enrolments.get().group.sessions.order_by("starts_at")[1]
    world.register(second, {him: "late"})
    text = "\n".join(drafting.document(report).texts.values())
    assert "2 of 2 sessions credited: 1 attended; 1 attended late." in text
    assert "Always early." in text


def test_what_has_changed_since_it_was_read_is_read_again(world, him):
    report = begun(world, him)
    seen = drafting.document(report).digest
    second = him.enrolments.get().group.sessions.order_by("starts_at")[1]
    world.register(second, {him: "late"})
    with pytest.raises(Refused, match="has changed since you opened"):
        send_report(report, seen=seen, by=world.facilitator, at=world.now)


# Issued


def test_an_issued_report_stays_as_it_is(world, him):
    report = issued(world, him)
    page, pdf = report.paper.page, bytes(report.paper.pdf)
    for act in (
        lambda: send(world, report),
        lambda: write_report(report, words={"topics": "x"}, by=world.facilitator, at=world.now),
        lambda: contribute(him, kind="midway", contribution="x", by=world.iss_worker, at=world.now),
    ):
        with pytest.raises(Refused, match="issued"):
            act()
    second = him.enrolments.get().group.sessions.order_by("starts_at")[1]
    world.register(second, {him: "attended"})
    kept = Report.objects.get(pk=report.pk).paper
    assert (kept.page, bytes(kept.pdf)) == (page, pdf)
    assert "1 of 2 sessions credited" in kept.page


def test_a_correction_makes_a_second_version_and_the_first_stays(world, him):
    first = issued(world, him, engagement="He is always late.")
    second = correct_report(
        first, because="It was another man.", by=world.facilitator, at=world.now + 9 * DAY
    )
    assert second.version == 2
    assert second.words == first.words
    with pytest.raises(Refused, match="begun already"):
        correct_report(first, because="Again.", by=world.facilitator, at=world.now)
    write_report(second, words={"engagement": "He is early."}, by=world.facilitator, at=world.now)
    send(world, second)
    papers = [report.paper.page for report in Report.objects.order_by("version")]
    assert "He is always late." in papers[0]
    assert "He is early." in papers[1]
    assert "Version 2, in place of the one before, because: It was another man." in papers[1]


def test_the_social_worker_reads_it_once_it_is_issued(world, him):
    begun(world, him)
    assert not Report.objects.visible_to(world.social_worker).exists()
    send(world, draft_of(him, "midway"))
    assert Report.objects.visible_to(world.social_worker).exists()
    assert Report.objects.visible_to(world.colleague).exists()
    assert not Report.objects.visible_to(world.other_social_worker).exists()


def test_the_receipt_says_who_opened_it_first_and_who_has_read_it(client, world, him):
    report = issued(world, him)
    assert shelf(world.facilitator, him, running=[])[0].note == "Not opened yet"
    client.force_login(world.social_worker)
    address = f"/reports/{report.pk}/"
    assert "I have read it" in client.get(address).content.decode()
    client.get(address)
    assert report.opened.get().person == world.social_worker
    client.post(f"{address}acknowledge/")
    assert Report.objects.get().acknowledged_by == world.social_worker
    client.force_login(world.facilitator)
    page = client.get(address).content.decode()
    assert "Opened by Social Worker" in page
    assert "Social Worker says that it is read" in page


def test_the_first_who_read_it_stays_the_one_who_did(world, him):
    report = issued(world, him)
    report_opened(report, by=world.colleague, at=world.now)
    report_acknowledged(report, by=world.colleague, at=world.now)
    report_acknowledged(report, by=world.social_worker, at=world.now)
    assert Report.objects.get().acknowledged_by == world.colleague


# Pages


def test_what_is_kept_unissued_is_there_again(client, world, him):
    client.force_login(world.facilitator)
    address = f"/joint/{him.pk}/reports/midway/"
    client.post(address, {"engagement": "Begun on Monday.", "later": "1"})
    assert "Begun on Monday." in client.get(address).content.decode()


def test_what_cannot_go_yet_says_why(client, world, him):
    client.force_login(world.facilitator)
    client.post(f"/joint/{him.pk}/reports/midway/", {"engagement": "All of it."})
    page = client.get(f"/joint/{him.pk}/reports/midway/read/").content.decode()
    assert "has not yet contributed" in page
    assert "Write something under: Recommendation." in page
    assert "All of it." in page
    assert "Issue to the social worker" not in page


def test_it_is_read_through_and_issued_from_the_same_page(client, world, him):
    begun(world, him)
    client.force_login(world.facilitator)
    address = f"/joint/{him.pk}/reports/midway/read/"
    seen = client.get(address).context["document"].digest
    page = client.post(address, {"seen": seen}, follow=True).content.decode()
    assert "Issued. The social worker has been told." in page
    assert "1 of 2 sessions credited: 1 attended." in page


def test_without_the_library_for_paper_nothing_is_issued_and_the_page_says_why(
    client, world, him, monkeypatch
):
    report = begun(world, him)

    def missing(*args):
        raise PangoMissing

    monkeypatch.setattr("joint.reports.papers.pdf", missing)
    client.force_login(world.facilitator)
    seen = drafting.document(report).digest
    page = client.post(f"/joint/{him.pk}/reports/midway/read/", {"seen": seen}, follow=True).content.decode()
    assert "needs Pango" in page
    assert not Report.objects.get().issued_at


def test_a_contribution_is_text_or_a_nil_and_not_both(client, world, him):
    client.force_login(world.iss_worker)
    address = f"/joint/{him.pk}/reports/midway/contribution/"
    for data in ({}, {"contribution": "We agree.", "nil": "on"}):
        assert "nothing to add" in client.post(address, data).content.decode()
    assert not Report.objects.filter(iss_at__isnull=False).exists()
