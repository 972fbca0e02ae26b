"""His file: what each reader finds on it, what has to be done next, and the wall to her side."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from joint.actions import name_professional, report_incident, share_risk_note
from tests.joint.reporting import issued
from tests.world import HER, World

HERS = ("Marisol", "Quillfeather", "07700 900456", "Larkspur", "marmalade", "sister", "school hours")
PARTS = ("overview", "told", "contact", "programme", "history")


@pytest.fixture
def world(db):
    return World(timezone.now() - timedelta(days=1))


@pytest.fixture
def read(client, world):
    def page(person, referral, part="overview"):
        client.force_login(person)
        response = client.get(reverse("file_part", args=[referral.pk, part]))
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    return page


def text(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("folder", ["his_file", "following"])
def test_the_pages_of_his_file_import_nothing_of_hers(folder):
    for path in sorted((Path(settings.BASE_DIR) / "joint" / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] == "iss"], path


def test_nothing_of_hers_is_on_his_file_whoever_reads_it(read, world, client):
    for stage in ("received", "pending", "suitable", "unsuitable", "closed"):
        referral = getattr(world, stage)(abuse="Pushed and threatened.")
        for person in (world.manager, world.facilitator, world.social_worker, world.spoc):
            client.force_login(person)
            for part in PARTS:
                response = client.get(reverse("file_part", args=[referral.pk, part]))
                found = [word for word in HERS if word in response.content.decode()]
                assert not found, f"{stage}, {part}, {person}: {found}"
    assert HER["first_name"] == "Marisol"


@pytest.mark.parametrize(
    ("stage", "persona", "button", "url"),
    [
        ("received", "spoc", "Check it and pass it on", "acknowledge"),
        ("acknowledged", "facilitator", "Log a contact or an attempt", "log_contact"),
        ("contacted", "facilitator", "Offer an assessment", "offer_assessment"),
        ("booked", "facilitator", "Record what came of it", "assessment_outcome"),
        ("attended", "facilitator", "Record the decision", "decide"),
        ("pending", "manager", "Record the discussion", "discussion"),
        ("suitable", "facilitator", "Choose a group", "enrol"),
        ("unsuitable", "social_worker", "Read and acknowledge", "acknowledge_return"),
        ("on_programme", "manager", "Record the review", "review"),
    ],
)
def test_the_next_step_is_the_one_thing_to_do(read, world, stage, persona, button, url):
    referral = getattr(world, stage)()
    page = read(getattr(world, persona), referral)
    assert "Do this next" in page
    assert button in page
    assert f'href="{reverse(url, args=[referral.pk])}"' in page


@pytest.mark.parametrize(
    ("stage", "persona", "words"),
    [
        ("received", "social_worker", "single point of contact checks it"),
        ("acknowledged", "social_worker", "He will be contacted by"),
        ("pending", "facilitator", "hold the joint case discussion"),
        ("closed", "facilitator", "He has been referred back"),
    ],
)
def test_who_has_nothing_to_do_reads_what_happens_next(read, world, stage, persona, words):
    page = read(getattr(world, persona), getattr(world, stage)())
    assert "What happens next" in page
    assert words in text(page)
    assert "Do this next" not in page


@pytest.mark.parametrize("persona", ["facilitator", "manager", "social_worker"])
@pytest.mark.parametrize("part", ["overview", "history"])
def test_while_a_decision_is_provisional_everybody_reads_that_he_has_not_been_told(
    read, world, persona, part
):
    assert "do not tell him" in read(getattr(world, persona), world.pending(), part)
    assert "do not tell him" not in read(getattr(world, persona), world.suitable(), part)


def test_a_social_worker_reads_status_decision_and_reports_but_no_notes(client, read, world):
    referral = world.unsuitable()
    referral.contact_attempts.create(
        at=world.now, channel="phone", two_way=True, note="FACILITATORS NOTE", by=world.facilitator
    )
    referral.decisions.update(findings="FACILITATORS FINDINGS", alternatives="A parenting course")
    page = read(world.social_worker, referral) + read(world.social_worker, referral, "history")
    for words in ("Unsuitable", "Denial", "Escalating.", "A parenting course"):
        assert words in page
    for words in ("FACILITATORS", "Linked to ISS"):
        assert words not in page
    for part in ("told", "contact", "programme"):
        assert client.get(reverse("file_part", args=[referral.pk, part])).status_code == 404


def test_the_note_of_a_hold_stays_with_my_time(read, world):
    from referrals.actions import hold

    referral = world.acknowledged()
    later = timezone.localdate() + timedelta(days=9)
    hold(referral, reason="HOLD NOTE", review_date=later, by=world.facilitator, at=timezone.now())
    assert "HOLD NOTE" in read(world.facilitator, referral, "history")
    assert "HOLD NOTE" not in read(world.social_worker, referral, "history")


def test_a_social_worker_sees_the_clocks_of_the_referral_and_not_those_of_measures(read, world):
    referral = world.on_programme()
    assert "Hold the monthly joint case review" in read(world.facilitator, referral)
    assert "Hold the monthly joint case review" not in read(world.social_worker, referral)
    assert "He will be contacted by" in read(world.social_worker, world.acknowledged())


def test_a_shared_risk_note_says_loudly_whether_it_may_be_used_with_him(read, world):
    referral = world.suitable()
    share_risk_note(referral, text="SECRET NOTE", by=world.iss_worker, at=world.now)
    page = read(world.facilitator, referral)
    assert "SECRET NOTE" in page
    assert "May not be used with him" in page
    share_risk_note(referral, text="OPEN NOTE", may_be_used_with_him=True, by=world.iss_worker, at=world.now)
    assert "May be used with him" in read(world.manager, referral)
    assert "NOTE" not in read(world.social_worker, referral)


def test_the_iss_shows_only_the_incidents_that_it_shares(read, world):
    referral = world.suitable()
    today = timezone.localdate()
    for side, shared, what in (("my_time", False, "OURS"), ("iss", True, "SHARED"), ("iss", False, "THEIRS")):
        by = world.manager if side == "my_time" else world.iss_worker
        report_incident(
            referral, side=side, shared=shared, happened_date=today, what=what, by=by, at=timezone.now()
        )
    page = read(world.facilitator, referral)
    assert "OURS" in page
    assert "SHARED" in page
    assert "THEIRS" not in page
    assert "OURS" not in read(world.social_worker, referral)


def test_other_professionals_and_reports_are_on_the_file(read, world):
    referral = world.contacted(partners=[])
    name_professional(referral, name="Sam Oake", role="Probation", by=world.manager, at=world.now)
    assert "Sam Oake" in read(world.facilitator, referral)
    assert "Sam Oake" not in read(world.social_worker, referral)
    assert "Reports" not in read(world.social_worker, referral)
    issued(world, referral, kind="midway", at=world.now)
    assert "Midway report" in read(world.social_worker, referral)


def test_attendance_is_counted_against_what_is_required(read, world):
    at = world.now - timedelta(weeks=3)
    group = world.group(at=at)
    referral = world.on_programme(group=group, at=at)
    first = group.sessions.order_by("starts_at").first()
    world.register(first, {referral: "late"})
    page = text(read(world.facilitator, referral, "programme"))
    assert "1 of 30 required" in page
    assert "Attended late" in page


def test_a_merged_file_names_the_one_that_goes_on(read, world):
    from intake.actions import merge

    into, duplicate = world.contacted(), world.received()
    merge(duplicate, into=into, by=world.manager, at=world.now)
    assert f"It goes on as {into.reference}" in text(read(world.manager, duplicate))


def test_nobody_of_the_iss_is_named_in_the_history_of_his_file(read, world):
    referral = world.suitable()
    assert referral.status_changes.get(to_status="suitable").by == world.iss_worker
    for person in (world.manager, world.social_worker):
        page = text(read(person, referral, "history"))
        assert world.iss_worker.name not in page
        assert "the joint discussion" in page


def test_every_reading_is_on_the_trail(read, world):
    referral = world.acknowledged()
    read(world.facilitator, referral, "contact")
    entry = Entry.objects.get(act="seen", actor_id=world.facilitator.pk)
    assert (entry.reference, entry.details) == (referral.reference, {"page": "contact"})


@pytest.mark.parametrize("part", PARTS)
def test_a_part_costs_as_many_queries_with_many_rows_as_with_few(client, world, part):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    referral = world.contacted()
    address = reverse("file_part", args=[referral.pk, part])
    client.force_login(world.manager)
    client.get(address)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    _one_more_of_each(world, referral)
    few = cost()
    for _ in range(12):
        _one_more_of_each(world, referral)
    assert cost() == few


def _one_more_of_each(world, referral):
    at, by = world.now, world.facilitator
    referral.contact_attempts.create(at=at, channel="phone", two_way=False, by=by)
    referral.assessment_offers.create(
        offered_date=at.date(), appointment_at=at, mode="phone", outcome="rebooked", by=by
    )
    referral.decisions.create(stage="assessment", outcome="provisional", by=by, at=at)
    referral.agreements.create(asked_date=at.date(), agreed=True, form="verbal", by=by, at=at)
    referral.children.create(first_name="A", plan="cp")
    referral.status_changes.create(to_status="contacted", at=at, by=by)
    share_risk_note(
        referral, text="A note", by=world.iss_worker, at=at + timedelta(seconds=referral.decisions.count())
    )
    report_incident(referral, side="my_time", happened_date=at.date(), what="It", by=by, at=at)
    name_professional(referral, name="Sam", role="Probation", by=by, at=at)
