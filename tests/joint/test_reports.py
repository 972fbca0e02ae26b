"""Reports: the ISS contributes or records that it has nothing to add; then My Time issues, and it stays as it is."""

import pytest

from accounts.refusal import Refused
from alerts.models import Notice
from joint.actions import contribute, draft_report, issue_report
from joint.models import Report
from joint.overview import report_draft
from tests.world import DAY, fresh


@pytest.fixture
def him(world):
    referral = world.on_programme(group=world.group(required=2))
    session = referral.enrolments.get().first_session
    world.register(session, {referral: "attended"})
    return fresh(referral)


def issue(world, him, body="Half way."):
    return issue_report(him, kind="midway", body=body, by=world.facilitator, at=world.now + 8 * DAY)


def test_without_the_iss_no_report_is_issued(world, him):
    with pytest.raises(Refused, match="not yet contributed"):
        issue(world, him)


@pytest.mark.parametrize("part", [{"contribution": "We agree."}, {"nil": True}], ids=["contribution", "nil"])
def test_a_contribution_or_a_nil_lets_it_be_issued(world, him, part):
    contribute(him, kind="midway", by=world.iss_worker, at=world.now, **part)
    assert issue(world, him).issued_at
    assert him.deadlines.get(promise="midway_report").words(world.now + 9 * DAY) == "kept"
    assert Notice.objects.filter(person=world.social_worker, alert__kind="report_issued").exists()


def test_a_man_without_a_known_partner_needs_no_contribution(world):
    him = world.pending(partners=[])
    report = issue(world, him)
    assert report.iss_nil


def test_an_issued_report_stays_as_it_is(world, him):
    contribute(him, kind="midway", nil=True, by=world.iss_worker, at=world.now)
    issue(world, him)
    for act in (
        lambda: issue(world, him),
        lambda: draft_report(him, kind="midway", body="x", by=world.facilitator, at=world.now),
        lambda: contribute(him, kind="midway", contribution="x", by=world.iss_worker, at=world.now),
    ):
        with pytest.raises(Refused, match="issued"):
            act()


def test_the_social_worker_reads_it_once_it_is_issued(world, him):
    draft_report(him, kind="midway", body="Not yet.", by=world.facilitator, at=world.now)
    assert not Report.objects.visible_to(world.social_worker).exists()
    contribute(him, kind="midway", nil=True, by=world.iss_worker, at=world.now)
    issue(world, him)
    assert Report.objects.visible_to(world.social_worker).exists()
    assert Report.objects.visible_to(world.colleague).exists()
    assert not Report.objects.visible_to(world.other_social_worker).exists()


def test_a_report_begins_from_attendance_and_topics(world, him):
    text = report_draft(him, Report.Kind.MIDWAY)
    assert "1 of 2 sessions credited: 1 attended." in text
    assert him.reference in text
    assert him.man.last_name not in text


def test_what_is_kept_unissued_is_there_again(client, world, him):
    client.force_login(world.facilitator)
    address = f"/joint/{him.pk}/reports/midway/"
    client.post(address, {"body": "Begun on Monday.", "unissued": "1"})
    assert "Begun on Monday." in client.get(address).content.decode()


def test_a_refused_report_keeps_its_text(client, world, him):
    client.force_login(world.facilitator)
    text = client.post(f"/joint/{him.pk}/reports/midway/", {"body": "All of it."}).content.decode()
    assert "has not yet contributed" in text
    assert "All of it." in text


def test_a_contribution_is_text_or_a_nil_and_not_both(client, world, him):
    client.force_login(world.iss_worker)
    address = f"/joint/{him.pk}/reports/midway/contribution/"
    for data in ({}, {"contribution": "We agree.", "nil": "on"}):
        assert "There is a problem" in client.post(address, data | {"form_key": "x"}).content.decode()


def test_a_kind_of_report_that_does_not_exist_is_not_found(client, world, him):
    client.force_login(world.facilitator)
    assert client.get(f"/joint/{him.pk}/reports/quarterly/").status_code == 404
