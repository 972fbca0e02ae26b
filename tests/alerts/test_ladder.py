"""An alert that nobody acknowledges reaches the next person, and the next, at the minutes of its ladder."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from accounts.models import Cover
from alerts.actions import acknowledge
from alerts.models import Alert, Climb, Notice
from audit.models import Entry
from iss.actions import allocate, answer_distress, raise_distress
from joint.actions import flag_counter_allegation, report_incident
from monitoring.actions import sweep
from referrals import actions as his
from tests.world import NOON, World

MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def him(world):
    """On the programme and held by one facilitator; her file is one worker's. Everything of before is answered."""
    him = world.received()
    his.acknowledge(him, holder=world.facilitator, by=world.spoc, at=NOON)
    him = world.attended(world.booked(world.contacted(him)))
    him = world.on_programme(world.suitable(world.pending(him)))
    allocate(world.her_file(him), worker=world.iss_worker, by=world.iss_manager, at=NOON)
    for climb in Climb.objects.open():
        Climb.objects.filter(pk=climb.pk).update(acknowledged_at=NOON, acknowledged_by=world.manager)
    return him


def distress(world, him, *, at=NOON, key="one"):
    file = world.her_file(him)
    return raise_distress(file, session_day=NOON.date(), key=key, at=at)


def told(person, kind="distress"):
    return Notice.objects.filter(
        person=person, alert__kind=kind, alert__about_model="iss.partnerfile"
    ).count()


def second_worker(world):
    return world._person("second_worker", "iss_worker", "Birmingham and Solihull Women's Aid", (), "", "")


def test_the_next_are_told_at_the_stated_minute_and_not_before(world, him):
    colleague = second_worker(world)
    distress(world, him)
    assert [told(person) for person in (world.iss_worker, colleague, world.iss_manager)] == [1, 0, 0]
    sweep(at=NOON + 19 * MINUTE)
    assert told(colleague) == 0
    sweep(at=NOON + 20 * MINUTE)
    assert told(colleague) == 1
    notice = colleague.notices.get(alert__kind="distress")
    assert (notice.told_at, notice.mail_due_at) == (NOON + 20 * MINUTE, NOON + 20 * MINUTE)
    assert notice.must_acknowledge


def test_each_rung_is_told_once_and_late_sweeps_tell_all_that_is_due(world, him):
    distress(world, him)
    sweep(at=NOON + 130 * MINUTE)
    sweep(at=NOON + 131 * MINUTE)
    assert told(world.iss_manager) == 1
    ring = world.administrator.notices.get(alert__kind="unanswered")
    assert Entry.objects.filter(act="alert.climbed").count() == 3
    assert ring.reference.startswith("ALERT-")
    assert "Birmingham and Solihull Women's Aid" in ring.alert.because


def test_the_administrators_learn_which_organisation_to_ring_and_nothing_of_the_case(world, him):
    distress(world, him)
    sweep(at=NOON + 130 * MINUTE)
    ring = world.administrator.notices.get(alert__kind="unanswered")
    said = f"{ring.alert.because} {ring.reference} {ring.path} {ring.alert.key}"
    file = world.her_file(him)
    for word in (file.reference, him.reference, "distress", file.name, him.man.last_name):
        assert word not in said


def test_who_acknowledges_ends_it_for_the_whole_service(world, him):
    distress(world, him)
    sweep(at=NOON + 61 * MINUTE)
    mine = world.iss_manager.notices.get(alert__kind="distress")
    assert acknowledge(mine, by=world.iss_manager, at=NOON + 70 * MINUTE)
    workers = world.iss_worker.notices.get(alert__kind="distress")
    assert not workers.is_to_be_acknowledged
    assert not acknowledge(workers, by=world.iss_worker, at=NOON + 71 * MINUTE)
    sweep(at=NOON + 300 * MINUTE)
    assert not world.administrator.notices.exists()


def test_one_organisation_never_answers_for_another(world, him):
    report_incident(
        him, side="my_time", happened_date=NOON.date(), what="He shouted.", by=world.facilitator, at=NOON
    )
    managers = world.manager.notices.get(alert__kind="incident")
    acknowledge(managers, by=world.manager, at=NOON + MINUTE)
    waiting = Climb.objects.open().filter(alert__kind="incident")
    kinds = sorted(climb.organisation.kind for climb in waiting)
    assert kinds == ["childrens_services", "iss_provider"]


def test_the_team_of_the_social_worker_is_next(world, him):
    report_incident(
        him, side="my_time", happened_date=NOON.date(), what="He shouted.", by=world.facilitator, at=NOON
    )
    assert not world.colleague.notices.filter(alert__kind="incident").exists()
    sweep(at=NOON + 60 * MINUTE)
    assert world.colleague.notices.filter(alert__kind="incident").exists()
    assert not world.other_social_worker.notices.filter(alert__kind="incident").exists()


def test_cover_chains_and_one_who_covers_now_is_told_though_the_cover_was_recorded_later(world, him):
    distress(world, him)
    second, third = second_worker(world), world.iss_manager
    day = localtime(NOON).date()
    for away, covered_by in ((world.iss_worker, second), (second, third)):
        Cover.objects.create(away=away, covered_by=covered_by, from_date=day, to_date=day)
    sweep(at=NOON + 20 * MINUTE)
    assert told(second) == told(third) == 1


def test_while_sharing_is_stopped_the_ladder_reaches_managers_only(world, him):
    flag_counter_allegation(him, by=world.manager, at=NOON)
    colleague = second_worker(world)
    file = world.her_file(him)
    raise_distress(file, session_day=NOON.date(), managers_only=True, key="one", at=NOON)
    sweep(at=NOON + 130 * MINUTE)
    assert told(colleague) == told(world.iss_worker) == 0
    assert told(world.iss_manager) == 1


def test_two_flags_are_two_alerts_and_each_is_answered_by_itself(world, him):
    file = world.her_file(him)
    first = distress(world, him)
    second = distress(world, him, key="two", at=NOON + 30 * MINUTE)
    answer_distress(file, by=world.iss_worker, at=NOON + 35 * MINUTE)
    assert [climb.alert for climb in Climb.objects.open().filter(alert__kind="distress")] == [second]
    clock = file.deadlines.running().get(promise="answer_distress")
    assert clock.started_at == NOON + 30 * MINUTE
    assert clock.due_at == NOON + 90 * MINUTE
    notice = world.iss_worker.notices.get(alert=second)
    assert notice.is_to_be_acknowledged
    acknowledge(notice, by=world.iss_worker, at=NOON + 40 * MINUTE)
    assert not file.deadlines.running().filter(promise="answer_distress").exists()
    assert first.notices.get(person=world.iss_worker).acknowledged_at == NOON + 35 * MINUTE


def test_news_that_nobody_must_acknowledge_climbs_nowhere(world):
    world.received()
    assert Alert.objects.exists()
    assert not Climb.objects.exists()
