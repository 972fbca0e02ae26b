"""Topics that have upset men before, by a rule that is shown; and what the ISS reads of the coming week."""

import pytest
from django.urls import reverse

from joint.actions import flag_counter_allegation, flag_distress
from monitoring.work import desk
from programme.models import Attendance, Session
from programme.stirring import rule_in_words, strong_for, upsetting_topics
from tests.world import DAY, HOUR, World

from .kit import CAME, a_man, sessions_of, six_weeks_ago

pytestmark = pytest.mark.django_db
HEADING = "Strong topics in the next seven days"


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def group(world):
    return world.group(at=six_weeks_ago(world), weeks=12)


@pytest.fixture
def both(world, group):
    """Two men of the group, who came to its first session."""
    both = [a_man(world, group, number=number, at=six_weeks_ago(world)) for number in (1, 2)]
    world.register(sessions_of(group)[0], dict.fromkeys(both, CAME))
    return both


def flag(world, man):
    line = man.attendances.get()
    flag_distress(line, by=world.facilitator, at=line.session.ends_at)


def again(world, group):
    """The group has the topic of its first session again within the week."""
    soon = group.sessions.filter(starts_at__gt=world.now).order_by("starts_at").first()
    Session.objects.filter(pk=soon.pk).update(topic=sessions_of(group)[0].topic, high_emotion=False)
    return soon


def test_one_flag_is_not_yet_the_rule_and_two_are(world, both):
    flag(world, both[0])
    assert upsetting_topics(at=world.now) == {}
    flag(world, both[1])
    assert list(upsetting_topics(at=world.now).values()) == [2]


def test_what_is_long_past_counts_no_longer(world, both, settings):
    for man in both:
        flag(world, man)
    settings.UPSETTING_TOPIC = {"flags": 2, "days": 30}
    assert upsetting_topics(at=world.now) == {}
    assert "30 days" in rule_in_words()


def test_the_calendar_marks_the_topic_and_shows_the_rule(client, world, group, both, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.now)
    again(world, group)
    client.force_login(world.facilitator)
    address = reverse("calendar") + "?view=agenda"
    assert "Has upset men before (" not in client.get(address).content.decode()
    for man in both:
        flag(world, man)
    page = client.get(address).content.decode()
    assert "Has upset men before (2 times)" in page
    assert rule_in_words() in page


def test_the_iss_sees_the_men_of_its_own_files_alone(world, group, both):
    for man in both:
        flag(world, man)
    again(world, group)
    strong = next(s for s in desk(world.iss_manager, at=world.now).sections if s.heading == HEADING)
    assert sorted(item.reference for item in strong.items) == sorted(
        world.her_file(m).reference for m in both
    )
    assert "The topic has upset men before" in strong.items[0].what
    elsewhere = next(s for s in desk(world.other_iss_manager, at=world.now).sections if s.heading == HEADING)
    assert not elsewhere.items


def test_nothing_while_sharing_is_stopped(world, group, both):
    for man in both:
        flag(world, man)
    again(world, group)
    for man in both:
        flag_counter_allegation(man, by=world.manager, at=world.now)
    strong = next(s for s in desk(world.iss_manager, at=world.now).sections if s.heading == HEADING)
    assert not strong.items


def test_a_session_marked_as_strong_is_told_and_an_ordinary_one_is_not(world, group, both):
    soon = again(world, group)
    ids = [man.pk for man in both]
    assert strong_for(ids, at=world.now) == []
    Session.objects.filter(pk=soon.pk).update(high_emotion=True)
    assert [strong.referral_id for strong in strong_for(ids, at=world.now)] == sorted(ids)
    assert strong_for([], at=world.now) == []


def test_who_begins_later_is_not_named(world, group, both):
    soon = again(world, group)
    Session.objects.filter(pk=soon.pk).update(high_emotion=True)
    late = a_man(world, group, number=3, at=soon.starts_at + HOUR)
    assert late.pk not in {strong.referral_id for strong in strong_for([late.pk], at=world.now)}
    assert Attendance.objects.filter(referral=late).count() == 0
    assert soon.starts_at < world.now + 7 * DAY
