"""The induction, and what an administrator keeps up to date."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from knowledge.models import Contact, Induction, QuietRule
from tests.world import World

pytestmark = pytest.mark.django_db
NEW_HERE = "New here?"
CONTACT = {
    "whom": "professionals",
    "name": "My Time referrals",
    "area": "",
    "phone": "0121 496 0700",
    "email": "",
    "website": "",
    "hours": "",
    "about": "",
    "position": "10",
}


@pytest.fixture
def world():
    return World(timezone.now())


def text(response):
    return response.content.decode()


def a_day(name, day):
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


def test_a_new_social_worker_is_shown_the_way_until_it_is_read(client, world):
    client.force_login(world.social_worker)
    assert NEW_HERE in text(client.get(reverse("home")))
    assert NEW_HERE in text(client.get(reverse("home")))
    assert "I have read this" in text(client.get(reverse("induction")))
    assert client.post(reverse("induction")).status_code == 302
    assert NEW_HERE not in text(client.get(reverse("home")))
    again = text(client.get(reverse("induction")))
    assert "You read this on" in again
    assert "I have read this" not in again


def test_reading_is_recorded_once(client, world):
    client.force_login(world.social_worker)
    for _ in range(2):
        client.post(reverse("induction"))
    assert Induction.objects.filter(person=world.social_worker).count() == 1
    assert Entry.objects.filter(act="induction.read").count() == 1
    client.force_login(world.colleague)
    assert NEW_HERE in text(client.get(reverse("home")))


def test_those_who_do_not_refer_are_not_shown_it(client, world):
    for person in (world.spoc, world.facilitator, world.iss_worker, world.administrator):
        client.force_login(person)
        assert NEW_HERE not in text(client.get(reverse("home")))


def test_an_administrator_adds_checks_and_ends_a_contact(client, world):
    client.force_login(world.administrator)
    today = timezone.localdate()
    client.post(reverse("add_service_contact"), CONTACT | a_day("valid_from", today))
    row = Contact.objects.get(name="My Time referrals")
    assert row.checked_date == today
    assert "0121 496 0700" in text(client.get(reverse("briefing")))
    client.post(reverse("service_contact", args=[row.pk]), CONTACT | {"phone": "0121 496 0799"})
    assert "0121 496 0799" in text(client.get(reverse("briefing")))
    client.post(reverse("end_service_contact", args=[row.pk]))
    assert "0121 496 0799" not in text(client.get(reverse("briefing")))
    assert "Ended" in text(client.get(reverse("service_contacts")))


@pytest.mark.parametrize("phone", ["999", "116 123", "0808 2000 247"])
def test_short_numbers_are_numbers_too(client, world, phone):
    client.force_login(world.administrator)
    day = a_day("valid_from", timezone.localdate())
    assert client.post(reverse("add_service_contact"), CONTACT | day | {"phone": phone}).status_code == 302


def test_a_contact_that_nobody_can_reach_is_refused_and_keeps_what_was_typed(client, world):
    client.force_login(world.administrator)
    data = CONTACT | a_day("valid_from", timezone.localdate()) | {"phone": "", "about": "Half typed"}
    page = text(client.post(reverse("add_service_contact"), data))
    assert "Enter a phone number, an email address or a website" in page
    assert "Half typed" in page


def test_helplines_nobody_has_checked_say_so(client, world):
    client.force_login(world.administrator)
    assert "Not checked yet" in text(client.get(reverse("service_contacts")))


def test_the_rule_for_quiet_teams_changes_for_the_future_only(client, world):
    client.force_login(world.administrator)
    rule = {"quiet_months": "3", "again_months": "12"}
    today = timezone.localdate()
    refused = text(client.post(reverse("quiet_teams"), rule | a_day("valid_from", today)))
    assert "choose a later day" in refused
    tomorrow = today + timedelta(days=1)
    assert client.post(reverse("quiet_teams"), rule | a_day("valid_from", tomorrow)).status_code == 302
    assert QuietRule.objects.in_force(today).quiet_months == 6
    assert QuietRule.objects.in_force(tomorrow).quiet_months == 3


def test_the_administrator_sees_who_refers_and_who_has_stopped(client, world):
    world.received(at=world.now - timedelta(days=400))
    type(world.spoc).objects.filter(team__name="South").update(date_joined=world.now)
    client.force_login(world.administrator)
    page = text(client.get(reverse("quiet_teams")))
    assert "Has stopped referring" in page
    assert "New" in page
    client.post(reverse("leave_team_alone", args=[world.social_worker.team_id]), {"opted_out": "yes"})
    assert "Left alone" in text(client.get(reverse("quiet_teams")))


def test_before_anything_is_known_the_pages_help(client, world):
    Contact.objects.all().delete()
    QuietRule.objects.update(valid_from=date(2040, 1, 1))
    client.force_login(world.administrator)
    assert "Add one" in text(client.get(reverse("service_contacts")))
    assert "nobody is reminded" in text(client.get(reverse("quiet_teams")))
