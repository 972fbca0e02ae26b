"""What a visitor of the demonstration may do, and that nobody can do it anywhere else."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import SignedIn
from accounts.refusal import Refused
from audit.models import Entry
from demonstration import clock
from demonstration.region import settle
from demonstration.visiting import moving
from demonstration.visiting.happened import by_day, events, in_short
from demonstration.visiting.people import BY_SHORT, VISITORS
from dvpp.stack.folders import Folders
from tests.world import World

PAGES = ("demonstration", "demonstration_time")
ACTS = ("demonstration_enter", "demonstration_move")
DAY = timedelta(days=1)


@pytest.fixture
def here(settings, tmp_path, monkeypatch):
    """The site is the demonstration, with a clock of its own."""
    settings.DEMO, settings.DATA = True, Folders(tmp_path)
    monkeypatch.setattr(timezone, "now", clock.now)
    return tmp_path


@pytest.fixture
def people(db):
    return settle(password="a-long-enough-password", at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [False, True])
def test_outside_the_demonstration_there_is_nothing(client, people, here, settings, demo):
    settings.DEMO = demo
    sent = {"person": "manager", "stride": "hour"}
    got = [client.get(reverse(name)).status_code for name in PAGES]
    got += [client.post(reverse(name), sent).status_code for name in ACTS]
    assert got == ([200, 200, 302, 302] if demo else [404] * 4)
    assert SignedIn.objects.exists() is demo


@pytest.mark.django_db
def test_no_page_elsewhere_leads_there(client, people, settings):
    client.force_login(people["manager"])
    assert "/demonstration/" not in client.get("/").content.decode()
    client.logout()
    assert "/demonstration/" not in client.get(reverse("account_login")).content.decode()
    assert client.get("/").url.startswith("/sign-in/")
    with override_settings(DEMO=True):
        assert client.get("/").url == "/demonstration/"
        assert "/demonstration/" in client.get(reverse("account_login")).content.decode()


def test_production_cannot_be_the_demonstration(settings):
    """The clock is installed for nobody else, and refuses to be moved."""
    settings.DEMO = False
    before = timezone.now
    clock.install()
    assert timezone.now is before
    with pytest.raises(Refused):
        clock.move(DAY, since=timezone.now())


@pytest.mark.django_db
def test_one_click_and_one_is_somebody_and_then_somebody_else(client, people, here):
    for short in ("spoc", "iss-worker"):
        client.post(reverse("demonstration_enter"), {"person": short})
        assert client.get("/").context["user"] == people[short]
    ended = SignedIn.objects.get(person=people["spoc"])
    assert ended.why_ended == SignedIn.Why.SIGNED_OUT
    assert Entry.objects.filter(act="signed_in").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["", "nobody", "spoc@demo.example", "facilitator-2"])
def test_nobody_but_the_nine(client, people, here, person):
    assert client.post(reverse("demonstration_enter"), {"person": person}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["9", "-1", "notice-x", "//elsewhere.example", "notice-999999"])
def test_one_enters_at_a_page_of_ours_and_nowhere_else(client, people, here, to):
    answer = client.post(reverse("demonstration_enter"), {"person": "spoc", "to": to})
    assert answer.status_code == 404 or answer.url in {"/", "/desk/"}


@pytest.mark.django_db
def test_a_form_from_elsewhere_enters_nobody(people, here):
    strict = Client(enforce_csrf_checks=True)
    strict.post(reverse("demonstration_enter"), {"person": "spoc"})
    strict.post(reverse("demonstration_move"), {"stride": "month"})
    assert not SignedIn.objects.exists()
    assert clock.ahead() == timedelta(0)


@pytest.mark.django_db
def test_each_has_three_things_to_try_and_a_page_to_begin_on_though_nothing_is_left(people, here):
    assert len(VISITORS) == 9
    for visitor in VISITORS:
        assert len(visitor.things) == 3
        assert all(thing.where().startswith("/") for thing in visitor.things)


def test_the_clock_goes_forward_only_and_every_process_sees_it(here):
    real = clock._real_now()
    clock.move(2 * DAY, since=real)
    clock.move(timedelta(hours=1), since=real)
    assert clock.ahead() == timedelta(days=2, hours=1)
    assert timezone.now() - clock._real_now() > timedelta(days=2)
    for backwards in (timedelta(0), -DAY):
        with pytest.raises(Refused):
            clock.move(backwards, since=real)
    clock._read.clear()  # another process
    assert clock.ahead() == timedelta(days=2, hours=1)


@pytest.mark.django_db
def test_two_days_later_the_48_hours_are_over_and_it_is_told(people, here, client):
    world = World(timezone.now())
    settled = BY_SHORT["facilitator"].person
    referral = world.acknowledged()
    type(referral).objects.filter(pk=referral.pk).update(area=settled.areas.first(), holder=settled)
    client.force_login(settled)
    client.get("/")
    since = timezone.now()
    moving.walk_on(moving.STRIDES["two-days"], now=timezone.now)
    assert referral.deadlines.get(promise="contact_him").missed_at > since
    found = events(since, timezone.now())
    missed = [event for event in found if event.tag[0] == "Missed" and event.reference == referral.reference]
    assert missed[0].because.startswith("Contact him: ")
    assert "missed" in in_short(found)
    assert [day.day for day in by_day(found)] == sorted({day.day for day in by_day(found)})
    assert client.get("/").status_code == 200, "Whoever was signed in still is."
    page = client.get(reverse("demonstration_time")).content.decode()
    assert referral.reference in page
    assert "Read it as Tom Akintola" in page


@pytest.mark.django_db
def test_the_button_moves_the_clock_once_the_request_is_done(
    people, here, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as waiting:
        client.post(reverse("demonstration_move"), {"stride": "hour"})
    assert clock.ahead() == timedelta(0)
    for callback in waiting:
        callback()
    assert clock.ahead() == timedelta(hours=1)
    assert client.post(reverse("demonstration_move"), {"stride": "year"}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_the_pages_cost_the_same_however_much_has_happened(
    client, people, here, django_assert_max_num_queries, name
):
    with django_assert_max_num_queries(20):
        client.get(reverse(name))
