"""A notable emotional response: her worker is told with the flag itself, and answers within the hour."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.refusal import Refused
from alerts.actions import acknowledge
from alerts.models import Notice
from iss.actions import answer_distress, close_file
from joint.actions import flag_counter_allegation, flag_distress
from tests.world import HOUR, World

MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(db):
    return World(timezone.now()).every_stage()


@pytest.fixture
def file(world):
    return world.linked_file


def flag(world):
    flag_distress(world.attendance, by=world.facilitator, at=world.now)


def clock(file):
    return file.deadlines.get(promise="answer_distress")


def notices(person):
    return Notice.objects.filter(person=person, alert__kind="distress")


def test_her_service_and_the_managers_are_told_in_the_act_itself(world, file):
    flag(world)
    for person in (world.iss_worker, world.iss_manager, world.manager):
        notice = notices(person).get()
        assert notice.must_acknowledge
        assert notice.mail_due_at == world.now
    assert not notices(world.social_worker).exists()
    assert not notices(world.other_iss_worker).exists()


def test_the_answer_is_owed_within_the_hour(world, file):
    flag(world)
    assert clock(file).due_at == world.now + HOUR
    assert clock(file).words(world.now + HOUR - MINUTE) == "due in 1 minute"
    assert clock(file).tone(world.now + HOUR) == "late"


def test_acknowledging_in_the_inbox_answers_it(world, file):
    flag(world)
    acknowledge(notices(world.iss_worker).get(), by=world.iss_worker, at=world.now + MINUTE)
    assert clock(file).kept_at == world.now + MINUTE


def test_answering_on_her_file_acknowledges_in_the_inbox(world, file):
    flag(world)
    answer_distress(file, by=world.iss_worker, at=world.now + MINUTE)
    assert clock(file).kept_at == world.now + MINUTE
    assert notices(world.iss_worker).get().acknowledged_at == world.now + MINUTE


def test_a_my_time_manager_who_acknowledges_answers_nothing_for_the_iss(world, file):
    flag(world)
    acknowledge(notices(world.manager).get(), by=world.manager, at=world.now + MINUTE)
    assert clock(file).is_running


def test_it_is_flagged_once(world, file):
    flag(world)
    world.attendance.refresh_from_db()
    with pytest.raises(Refused, match="already been flagged"):
        flag(world)


def test_a_closed_file_of_hers_is_left_in_peace(world, file):
    close_file(file, because="She asked us to.", by=world.iss_worker, at=world.now)
    flag(world)
    assert not file.deadlines.filter(promise="answer_distress").exists()


def test_while_sharing_is_stopped_managers_alone_hear(world, file):
    flag_counter_allegation(world.programme_file, by=world.manager, at=world.now)
    world.attendance.referral.refresh_from_db()
    flag(world)
    assert notices(world.iss_manager).exists()
    assert not notices(world.iss_worker).exists()


def test_the_worker_sees_which_session_and_answers_with_one_press(client, world, file):
    flag(world)
    client.force_login(world.iss_worker)
    text = client.get(file.get_absolute_url()).content.decode()
    day = timezone.localtime(world.held_session.starts_at)
    assert f"session of {day:%-d %B %Y}, told" in strip_tags(text)
    assert "I have this" in text
    text = client.post(f"/iss/{file.pk}/distress/", follow=True).content.decode()
    assert "You have answered the distress alert" in text
    assert clock(file).kept_at is not None


def test_a_facilitator_reads_what_follows_before_flagging(client, world, file):
    client.force_login(world.facilitator)
    address = f"/attendance/{world.attendance.pk}/distress/"
    text = client.get(address).content.decode()
    assert "is told at once" in text
    assert not file.deadlines.filter(promise="answer_distress").exists()
    client.post(address)
    assert clock(file).is_running
