"""Only those who may open a file are told of it: people move on, and their files do not go with them."""

import pytest

from accounts.models import Area, Cover
from accounts.roles import Role
from alerts.kinds import Kind
from iss.actions import allocate
from joint.actions import record_side, report_incident
from referrals import actions as his
from tests.world import DAY, World, fresh


@pytest.fixture
def world(db):
    return World()


def told(person, kind):
    return person.notices.filter(alert__kind=kind).count()


def change(person, **fields):
    for name, value in fields.items():
        setattr(person, name, value)
    person.save()


def test_a_worker_who_moved_to_another_provider_hears_no_more_of_her(world):
    him = world.pending()
    file = world.her_file(him)
    allocate(file, worker=world.iss_worker, by=world.iss_manager, at=world.now)
    change(world.iss_worker, organisation=world.other_iss_worker.organisation)
    report_incident(
        him, side="my_time", happened_date=world.now.date(), what="Shouted.", by=world.manager, at=world.now
    )
    assert not told(world.iss_worker, Kind.INCIDENT)
    assert told(world.iss_manager, Kind.INCIDENT) == 1


def test_a_stand_in_who_moved_to_another_organisation_is_told_nothing(world):
    cover = {"from_date": world.now.date(), "to_date": (world.now + DAY).date()}
    Cover.objects.create(away=world.iss_manager, covered_by=world.iss_worker, **cover)
    change(world.iss_worker, organisation=world.other_iss_worker.organisation)
    world.pending()
    assert told(world.iss_manager, Kind.RELEASED) == 1
    assert not told(world.iss_worker, Kind.RELEASED)


def test_a_holder_who_left_the_area_leaves_the_file_to_the_others(world):
    him = world.received()
    his.acknowledge(him, holder=world.facilitator, by=world.spoc, at=world.now)
    world.facilitator.areas.set(Area.objects.filter(name="Coventry"))
    his.close(him, reason="moved_away", by=world.manager, at=world.now)
    assert not told(world.facilitator, Kind.FILE_CLOSED)
    assert told(world.second_facilitator, Kind.FILE_CLOSED) == 1


def test_a_referrer_who_does_other_work_now_leaves_the_referral_to_the_team(world):
    him = world.contacted()
    change(world.social_worker, role=Role.OPCC, organisation=world.opcc.organisation, team=None)
    his.close(fresh(him), reason="withdrew", by=world.manager, at=world.now)
    assert not told(world.social_worker, Kind.FILE_CLOSED)
    assert told(world.colleague, Kind.FILE_CLOSED) == 1


def test_a_file_that_was_never_passed_on_is_no_news_to_the_facilitators(world):
    him = world.received()
    his.close(him, reason="ineligible", by=world.spoc, at=world.now)
    his.reopen(fresh(him), reason="It was a mistake.", by=world.manager, at=world.now + DAY)
    assert not world.facilitator.notices.exists()
    assert told(world.spoc, Kind.REOPENED) == 1


def test_the_facilitators_who_must_tell_him_hear_that_he_is_unsuitable(world):
    him = world.pending()
    for side, person in (("my_time", world.manager), ("iss", world.iss_worker)):
        record_side(
            him,
            side=side,
            verdict="unsuitable",
            findings="Not yet.",
            unsuitable_reason="denial",
            risks="Known.",
            by=person,
            at=world.now,
        )
    assert told(world.facilitator, Kind.UNSUITABLE) == 1
