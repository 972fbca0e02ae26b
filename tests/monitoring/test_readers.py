"""Whoever opens far more files than people of their role do is slowed, and the officer hears in the same minute."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from redis.exceptions import ConnectionError as RedisAway

from alerts.models import Notice
from audit.models import Entry
from dvpp.cache import RedisOrHere
from monitoring.models import UnusualReading
from monitoring.readers.counting import FILES, TAKEN, asked_of
from tests.access.walking import routes
from tests.world import HIM, NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limits(settings):
    """Three in an hour, and one more in half a minute."""
    settings.READING_LIMITS = {"facilitator": (3, 100)}
    settings.READING_SLOWED_TO = timedelta(seconds=30)
    cache.clear()
    yield settings
    cache.clear()


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def files(world):
    return [world.contacted(him=HIM | {"first_name": f"Man {n}"}) for n in range(7)]


def test_the_fourth_is_told_the_fifth_waits_and_what_was_opened_stays_open(client, world, files):
    client.force_login(world.facilitator)
    opened = [client.get(file.get_absolute_url()).status_code for file in files[:3]]
    assert opened == [200] * 3
    assert not UnusualReading.objects.exists()
    assert client.get(files[3].get_absolute_url()).status_code == 200  # one more now and then
    assert {notice.person for notice in Notice.objects.filter(alert__kind="unusual_reading")} == {world.dpo}
    slowed = client.get(files[4].get_absolute_url())
    assert (slowed.status_code, slowed["Retry-After"]) == (429, "30")
    assert files[4].man.first_name not in slowed.content.decode()
    assert client.get(files[0].get_absolute_url()).status_code == 200
    assert client.get(reverse("file_part", args=[files[1].pk, "history"])).status_code == 200
    assert Entry.objects.filter(act="reading.unusual", actor_id=world.facilitator.pk).count() == 1
    cache.delete(f"slowed:{world.facilitator.pk}")
    assert client.get(files[4].get_absolute_url()).status_code == 200
    assert UnusualReading.objects.get().number == 5


def test_lists_registers_alerts_and_what_is_sent_are_never_slowed(client, world, files):
    client.force_login(world.facilitator)
    for file in files[:5]:
        client.get(file.get_absolute_url())
    assert client.get(files[5].get_absolute_url()).status_code == 429
    for name in ("home", "inbox", "referrals", "sessions", "groups"):
        assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse("incident", args=[files[5].pk])).status_code == 200
    assert client.post(reverse("log_contact", args=[files[6].pk]), {}).status_code == 200


def test_a_file_about_which_an_alert_waits_opens(client, world, files):
    from referrals.actions import close

    client.force_login(world.facilitator)
    for file in files[:5]:
        client.get(file.get_absolute_url())
    close(files[6], reason="withdrew", by=world.manager, at=NOON)
    assert client.get(files[5].get_absolute_url()).status_code == 429
    assert client.get(files[6].get_absolute_url()).status_code == 200


def test_others_are_not_counted_with_them(client, world, files):
    client.force_login(world.facilitator)
    for file in files[:5]:
        client.get(file.get_absolute_url())
    client.force_login(world.second_facilitator)
    assert client.get(files[5].get_absolute_url()).status_code == 200


def test_the_officer_sees_who_how_many_and_since_when_and_says_what_it_was(client, world, files):
    client.force_login(world.facilitator)
    for file in files[:5]:
        client.get(file.get_absolute_url())
    row = UnusualReading.objects.get()
    client.force_login(world.dpo)
    home = client.get(reverse("home")).content.decode()
    assert f"{world.facilitator}: {row.number} different files opened in an hour" in home
    page = client.get(row.get_absolute_url())
    assert "more than 3 are told to you" in page.content.decode()
    assert client.post(row.get_absolute_url(), {"found": ""}).status_code == 200
    assert client.post(row.get_absolute_url(), {"found": "Handed over a team’s files."}).status_code == 302
    row.refresh_from_db()
    assert row.reviewed_by == world.dpo
    assert "Far more opened" not in client.get(reverse("home")).content.decode()
    assert "Handed over" in client.get(row.get_absolute_url()).content.decode()


def test_counting_asks_the_database_nothing(client, world, files, limits):
    client.force_login(world.facilitator)
    address = files[0].get_absolute_url()
    client.get(address)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    counted = cost()
    limits.READING_LIMITS = {}
    assert cost() == counted


def test_searches_are_counted_by_what_is_searched_for_and_slowed(client, world, limits):
    limits.SEARCHING_LIMITS = {"facilitator": (3, 100)}
    client.force_login(world.facilitator)
    address = reverse("referrals")

    def search(word, **more):
        return client.get(address, {"q": word, **more})

    for word in ("Adams", "Baker", "Clark"):
        assert search(word).status_code == 200
    assert search(" adams ").status_code == 200  # the same again
    assert search("Baker", page="2").status_code == 200
    assert not UnusualReading.objects.exists()
    assert search("Dixon").status_code == 200  # one more now and then
    slowed = search("Ellis")
    assert (slowed.status_code, slowed["Retry-After"]) == (429, "30")
    assert "Many searches" in slowed.content.decode()
    assert client.get(address).status_code == 200
    assert client.get(address, {"q": "", "status": "received"}).status_code == 200
    row = UnusualReading.objects.get()
    assert (row.what, row.number, row.usual) == ("searches", 5, 3)
    assert {notice.person for notice in Notice.objects.filter(alert__kind="unusual_reading")} == {world.dpo}
    [entry] = Entry.objects.filter(act="reading.unusual")
    assert (entry.details["what"], entry.details["number"]) == ("searches", 4)


def test_what_is_searched_for_does_not_lie_in_the_cache(client, world, limits):
    limits.SEARCHING_LIMITS = {"facilitator": (3, 100)}
    client.force_login(world.facilitator)
    client.get(reverse("referrals"), {"q": "Ostrander"})
    kept = str(cache._cache)
    assert "read:searches" in kept
    assert "ostrander" not in kept.lower()


def test_what_is_taken_away_is_counted_and_slowed(client, world, limits):
    limits.TAKING_LIMITS = {"dpo": (2, 100)}
    client.force_login(world.dpo)
    address = reverse("trail_export")
    taken = [client.get(address, {"act": act}).status_code for act in ("seen", "mail", "promise")]
    assert taken == [200] * 3  # the third is told
    assert client.get(address, {"act": "seen"}).status_code == 200  # the same again
    entries = Entry.objects.filter(act="trail.exported").count()
    assert client.get(address, {"act": "referral"}).status_code == 429
    assert Entry.objects.filter(act="trail.exported").count() == entries
    row = UnusualReading.objects.get()
    assert (row.what, row.person) == ("exports", world.dpo)


def test_each_kind_is_told_once_a_day_beside_the_others(client, world, files, limits):
    limits.SEARCHING_LIMITS = {"facilitator": (1, 100)}
    client.force_login(world.facilitator)
    for file in files[:5]:
        client.get(file.get_absolute_url())
    for word in ("Adams", "Baker", "Clark"):
        client.get(reverse("referrals"), {"q": word})
    assert sorted(UnusualReading.objects.values_list("what", flat=True)) == ["files", "searches"]
    assert Notice.objects.filter(alert__kind="unusual_reading", person=world.dpo).count() == 2


def test_every_route_that_ends_as_a_file_is_counted_as_its_file_or_as_taken_away(rf):
    """A new export is counted without anybody thinking of it."""
    files = {name: route for name, route in routes().items() if route.endswith(TAKEN)}
    assert len(files) > 15
    for name, route in files.items():
        request = rf.get("/any")
        request.resolver_match = SimpleNamespace(route=route, kwargs={"pk": 1}, url_name=name)
        asked = asked_of(request)
        assert asked.what == ("files" if route.startswith(FILES) else "exports"), name


def test_without_redis_the_files_open_each_process_counts_and_the_log_says_so(caplog, monkeypatch):
    def away(*_, **__):
        raise RedisAway

    for name in ("add", "incr"):
        monkeypatch.setattr(f"django.core.cache.backends.redis.RedisCache.{name}", away)
    here = RedisOrHere("unix:///nowhere/redis.sock", {})
    here.clear = here._here.clear
    here.clear()
    assert here.add("read:1", 1, 60)
    assert here.incr("read:1") == 2
    assert "Redis does not answer" in caplog.text
