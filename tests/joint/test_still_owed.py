"""What is owed about a man does not end with his file: it is said before, told after, and stays."""

import pytest

from alerts.models import Alert
from joint.actions import name_professional
from referrals import actions as his
from tests.world import DAY, fresh


@pytest.fixture
def half_way(world):
    him = world.on_programme(group=world.group(required=2))
    world.register(him.enrolments.get().first_session, {him: "attended"})
    return fresh(him)


def running(him):
    return set(him.deadlines.running().values_list("promise", flat=True))


def told(him):
    return list(
        Alert.objects.filter(kind="still_owed", about_id=him.pk)
        .order_by("pk")
        .values_list("because", flat=True)
    )


def close(world, him):
    his.close(him, reason="withdrew", by=world.facilitator, at=world.now + 9 * DAY)
    return fresh(him)


def test_a_midway_report_stays_owed_when_he_withdraws(world, half_way):
    him = close(world, half_way)
    assert "midway_report" in running(him)
    (because,) = told(him)
    assert "Issue the midway report by" in because
    assert world.manager.notices.filter(alert__kind="still_owed").exists()


def test_reopening_leaves_the_midway_report_owed_as_it_was(world, half_way):
    before = half_way.deadlines.running().get(promise="midway_report").due_at
    him = close(world, half_way)
    his.reopen(him, reason="He came back.", by=world.manager, at=world.now + 10 * DAY)
    assert him.deadlines.running().get(promise="midway_report").due_at == before


def test_a_file_that_leaves_nothing_behind_tells_nothing_more(world):
    assert told(world.closed()) == []


def test_two_misses_close_at_once_and_say_what_is_owed(world):
    group = world.group(required=4)
    him = world.on_programme(group=group)
    name_professional(him, name="J. Oduya", role="Probation officer", by=world.facilitator, at=world.now)
    for session, outcome in zip(
        group.sessions.order_by("starts_at"), ["attended"] * 2 + ["absent_no_contact"] * 2, strict=False
    ):
        world.register(session, {him: outcome})
    him = fresh(him)
    assert him.status == "closed"
    assert {"midway_report", "tell_others"} <= running(him)
    (because,) = told(him)
    assert "Issue the midway report" in because
    assert "Tell the other professionals" in because


def test_completion_ends_what_was_only_owed_on_the_way(world, half_way):
    """Neither a midway report nor a midway measure can be made once the end is reached."""
    assert {"midway_report", "midway_measures"} <= running(half_way)
    second = half_way.enrolments.get().group.sessions.order_by("starts_at")[1]
    world.register(second, {half_way: "attended"})
    him = fresh(half_way)
    assert him.status == "completed"
    assert not {"midway_report", "midway_measures", "initial_measures"} & running(him)
    assert {"completion_report", "end_measures"} <= running(him)
    (because,) = told(him)
    assert "The midway report was not issued" in because
    assert "Issue the completion report" in because


def test_the_page_names_what_is_owed_and_asks_to_have_read_it(client, world, half_way):
    name_professional(half_way, name="J. Oduya", role="Probation officer", by=world.facilitator, at=world.now)
    client.force_login(world.facilitator)
    address = f"/referrals/{half_way.pk}/close/"
    page = client.get(address).content.decode()
    assert "Issue the midway report by" in page
    assert "Tell the other professionals: J. Oduya." in page
    page = client.post(address, {"reason": "withdrew"}).content.decode()
    assert "Read what is still owed, and tick that you have" in page
    assert fresh(half_way).status == "on_programme"
    page = client.post(address, {"reason": "withdrew", "owed_read": "on"}, follow=True).content.decode()
    assert "Still owed: " in page
    assert fresh(half_way).status == "closed"


def test_where_nothing_is_owed_nothing_more_is_asked(client, world):
    him = world.contacted()
    client.force_login(world.facilitator)
    assert "Still owed about him" not in client.get(f"/referrals/{him.pk}/close/").content.decode()
    client.post(f"/referrals/{him.pk}/close/", {"reason": "withdrew"})
    assert fresh(him).status == "closed"
