"""Two partners of one man with two services: what one service knows of her is not the other's to read."""

from datetime import date

import pytest
from django.utils.timezone import localtime

from accounts.models import Area
from accounts.refusal import Refused
from iss.models import PartnerFile
from joint.actions import contribute, hold_review, prepare_item, record_side, report_incident
from joint.models import JointReview
from tests.world import DAY, HER, World, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def pending(world):
    other = {**HER, "first_name": "Second", "area": Area.objects.get(name="Coventry")}
    referral = world.pending(partners=[dict(HER), other])
    assert PartnerFile.objects.filter(referral=referral).values("provider").distinct().count() == 2
    return referral


def test_an_incident_that_one_service_keeps_to_itself_is_not_told_to_the_other(world, pending):
    report_incident(
        pending,
        side="iss",
        happened_date=world.now.date(),
        what="He rang her.",
        by=world.iss_worker,
        at=world.now,
    )
    kinds = world.other_iss_worker.notices.values_list("alert__kind", flat=True)
    assert "incident" not in kinds
    assert "incident" in world.iss_manager.notices.values_list("alert__kind", flat=True)


def side(world, pending, person, verdict="suitable", **more):
    whose = "my_time" if person == world.manager else "iss"
    record_side(
        pending, side=whose, verdict=verdict, findings=f"From {person}.", by=person, at=world.now, **more
    )
    return fresh(pending)


def test_both_services_and_my_time_must_be_in_before_anything_is_decided(world, pending):
    assert side(world, pending, world.iss_worker).status == "pending"
    assert side(world, pending, world.manager).status == "pending"
    assert side(world, pending, world.other_iss_worker).status == "suitable"


def test_one_service_that_does_not_agree_keeps_it_undecided(world, pending):
    side(world, pending, world.manager)
    side(world, pending, world.iss_worker)
    no = {"verdict": "unsuitable", "unsuitable_reason": "denial", "risks": "x"}
    assert side(world, pending, world.other_iss_worker, **no).status == "pending"


def test_only_whoever_has_not_recorded_is_told_to(world, pending):
    side(world, pending, world.iss_worker)
    kinds = world.other_iss_worker.notices.values_list("alert__kind", flat=True)
    assert "discussion_recorded" in kinds
    assert "discussion_recorded" not in world.iss_manager.notices.values_list("alert__kind", flat=True)


def test_no_service_reads_what_the_other_recorded_or_brought_of_the_other_woman(client, world, pending):
    side(world, pending, world.iss_worker)
    side(world, pending, world.other_iss_worker)
    prepare_item(
        pending,
        occasion="discussion",
        topic="risk",
        text="Heron",
        brought=True,
        by=world.iss_worker,
        at=world.now,
    )
    for page in ("", "discussion/", "prepare/"):
        client.force_login(world.other_iss_worker)
        text = client.get(f"/joint/{pending.pk}/{page}").content.decode()
        assert "Heron" not in text
        assert f"From {world.iss_worker}" not in text
        client.force_login(world.manager)
        assert "Heron" in client.get(f"/joint/{pending.pk}/{page}").content.decode()


def test_a_review_is_held_with_each_service_and_the_month_counts_from_the_first(world, pending):
    for person in (world.manager, world.iss_worker, world.other_iss_worker):
        side(world, pending, person)
    him = world.on_programme(fresh(pending))
    first = him.deadlines.running().get(promise="joint_review")
    ten, twelve = world.now + 10 * DAY, world.now + 12 * DAY
    one = hold_review(him, held_date=ten.date(), risk="high", by=world.iss_worker, at=ten)
    first.refresh_from_db()
    assert first.kept_at is None
    hold_review(him, held_date=twelve.date(), risk="medium", by=world.other_iss_worker, at=twelve)
    first.refresh_from_db()
    assert first.kept_at == twelve
    assert localtime(him.deadlines.running().get(promise="joint_review").due_at).date() == date(2026, 7, 13)
    assert one not in JointReview.objects.visible_to(world.other_iss_worker)
    assert JointReview.objects.visible_to(world.manager).count() == 2


def test_my_time_says_with_which_service_a_review_was_held(world, pending):
    with pytest.raises(Refused, match="with which service"):
        hold_review(pending, held_date=world.now.date(), risk="high", by=world.manager, at=world.now)


def test_a_contribution_stays_with_the_service_that_made_it(world, pending):
    contribute(pending, kind="midway", contribution="Heron", by=world.iss_worker, at=world.now)
    with pytest.raises(Refused, match="Another service"):
        contribute(pending, kind="midway", nil=True, by=world.other_iss_worker, at=world.now)
