"""A man refers himself: five minutes, no session, the same answer whoever he is, and nothing twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from intake.self_referral.actions import refer_himself
from intake.self_referral.models import SelfReferral
from knowledge.models import Contact
from referrals.models import Man, Referral
from tests.programme.test_at_once import at_once
from tests.world import HIM, World

pytestmark = pytest.mark.django_db

FORM, SENT = reverse("refer_yourself"), reverse("self_referral_sent")


@pytest.fixture
def world():
    return World(timezone.now())


@pytest.fixture(autouse=True)
def fresh_counts():
    from django.core.cache import cache

    cache.clear()


def answers(world, **changes):
    return {
        "form_key": str(uuid4()),
        "first_name": "Idris",
        "last_name": "Vantongeren",
        "date_of_birth_0": "4",
        "date_of_birth_1": "5",
        "date_of_birth_2": "1988",
        "interpreter": "no",
        "ways": ["call", "text"],
        "phone": "07700 900321",
        "email": "",
        "address": "",
        "be_careful": "Not before six in the evening",
        "area": str(world.area.pk),
        "ages": "3, 7 and 11",
        "plan": "yes",
        "worker": "Ms Bell, Erdington",
        "help_wanted": "I shout and I frighten them.",
        "times": ["evenings"],
        "understood": "on",
    } | changes


def test_he_is_in_the_queue_with_the_clocks_and_without_a_referrer(client, world):
    response = client.post(FORM, answers(world))
    assert (response.status_code, response["Location"]) == (302, SENT)
    referral = Referral.objects.get()
    assert (referral.source, referral.status) == ("self", "received")
    assert referral.referrer is None
    assert referral.team is None
    assert set(referral.deadlines.running().values_list("promise", flat=True)) == {
        "acknowledge",
        "confirm_plan",
    }
    assert sorted(referral.children.values_list("age", "plan")) == [(3, ""), (7, ""), (11, "")]
    assert referral.self_told.ways == ["call", "text"]
    assert referral.availability_told.slots == [f"{day}-evening" for day in range(5)]
    assert referral.availability == "Evenings on weekdays"
    assert referral.told.plan_social_worker == "Ms Bell, Erdington"
    assert world.spoc.notices.filter(alert__kind="new_referral").count() == 1


def test_the_spoc_sees_what_he_said_and_that_a_plan_is_to_be_confirmed(client, world):
    client.post(FORM, answers(world))
    referral = Referral.objects.get()
    client.force_login(world.spoc)
    assert "Children’s services to be asked" in client.get(reverse("home")).content.decode()
    told = client.get(reverse("file_part", args=[referral.pk, "told"])).content.decode()
    for words in (
        "Phone call, Text message",
        "Not before six in the evening",
        "Not confirmed yet",
        "Ms Bell",
    ):
        assert words in told
    desk = client.get(reverse("acknowledge", args=[referral.pk])).content.decode()
    assert "Himself" in desk
    assert "plan not confirmed yet" in desk


def test_nothing_is_kept_in_a_session_and_no_name_reaches_the_trail(client, world):
    client.get(FORM)
    client.post(FORM, answers(world))
    client.get(SENT)
    assert not Session.objects.exists()
    assert "Idris" not in str(list(Entry.objects.values()))


def test_the_same_form_again_is_one_referral(client, world):
    once = answers(world)
    first, again = client.post(FORM, once), client.post(FORM, once)
    assert first["Location"] == again["Location"] == SENT
    assert Referral.objects.count() == Man.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_same_form_three_times_at_once_is_one_referral():
    world = World()
    fields = {
        "key": uuid4(),
        "him": dict(HIM),
        "area": world.area,
        "ages": [3],
        "plan": "unknown",
        "ways": ["call"],
        "at": world.now,
    }
    at_once(*[lambda: refer_himself(**fields)] * 3)
    assert Referral.objects.count() == SelfReferral.objects.count() == Man.objects.count() == 1


def test_he_is_answered_the_same_whether_he_is_known_or_not(client, world):
    world.closed(him=dict(HIM))
    known = answers(
        world,
        first_name=HIM["first_name"],
        last_name=HIM["last_name"],
        date_of_birth_0="17",
        date_of_birth_2="1990",
        phone=HIM["phone"],
    )
    pages = []
    for data in (known, answers(world)):
        response = client.post(FORM, data)
        pages.append((response.status_code, response["Location"], client.get(SENT).content))
    assert pages[0] == pages[1]
    text = pages[0][2].decode()
    assert "MT-" not in text
    assert "Respect Phoneline" in text
    assert "999" in text
    assert "48 hours" in text


def test_a_machine_is_thanked_and_forgotten(client, world):
    response = client.post(FORM, answers(world, website="https://spam.example"))
    assert response["Location"] == SENT
    assert not Referral.objects.exists()


def test_a_hundred_posts_end_in_a_plain_429(client, world):
    statuses = [client.post(FORM, answers(world)).status_code for _ in range(100)]
    assert statuses.count(302) == 20
    assert statuses.count(429) == 80
    page = client.post(FORM, answers(world)).content.decode()
    assert "Please wait a little" in page
    assert client.get(reverse("self_referral")).status_code == 200
    assert Referral.objects.count() == 20


def test_one_address_does_not_use_up_the_form_for_another(client, world):
    for _ in range(25):
        client.post(FORM, answers(world), REMOTE_ADDR="198.51.100.9")
    assert client.post(FORM, answers(world), REMOTE_ADDR="198.51.100.10").status_code == 302


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"first_name": ""}, "Enter first name"),
        ({"phone": ""}, "Enter your phone number, or choose another way to be reached"),
        ({"ways": ["email"]}, "Enter your email address, or choose another way to be reached"),
        ({"ways": []}, "Choose at least one way that is safe for you"),
        ({"ages": "three"}, "Enter ages in whole years"),
        ({"date_of_birth_2": str(timezone.localdate().year + 1)}, "must be"),
        ({"understood": ""}, "to go on"),
        ({"area": "999999"}, "Select one of the answers listed"),
        ({"area": ""}, "Select where you or your children live"),
    ],
)
def test_a_mistake_is_explained_and_what_was_typed_stays(client, world, changes, message):
    page = client.post(FORM, answers(world, **changes))
    text = page.content.decode()
    assert page.status_code == 200
    assert message in text
    assert "I shout and I frighten them." in text
    assert not Referral.objects.exists()


def test_criteria_that_are_not_met_are_a_warning_and_no_wall(client, world):
    young = str(timezone.localdate().year - 17)
    response = client.post(
        FORM, answers(world, area="elsewhere", plan="no", worker="", ages="", date_of_birth_2=young)
    )
    assert response["Location"] == SENT
    warnings = Referral.objects.get().eligibility_warnings
    assert {"adult", "in_area", "child_on_plan_or_early_help"} <= set(warnings)


def test_a_plan_that_he_is_not_sure_of_is_not_held_against_him(client, world):
    client.post(FORM, answers(world, plan="unknown"))
    assert Referral.objects.get().eligibility_warnings == []


def test_he_is_asked_nothing_about_her(client):
    page = client.get(FORM).content.decode().lower()
    names = [part.split('"')[0] for part in page.split('name="')[1:]]
    assert not [name for name in names if "partner" in name or "her" in name.split("_")]
    assert "do not tell us where" in page


def test_what_stays_between_us_is_said_before_he_begins(client):
    page = client.get(reverse("self_referral")).content.decode()
    assert "a child or an adult may come to serious harm" in page
    assert "We ask children’s services" in page


def test_helplines_are_rows(client):
    Contact.objects.filter(name="Respect Phoneline").update(phone="0800 000 111")
    assert "0800 000 111" in client.get(reverse("self_referral")).content.decode()
    Contact.objects.update(valid_to=timezone.localdate() - timedelta(days=1), valid_from="2018-01-01")
    assert "ring 111" in client.get(reverse("self_referral")).content.decode()


@pytest.mark.parametrize("name", ["self_referral", "refer_yourself", "self_referral_sent"])
def test_no_browser_keeps_the_pages_and_no_search_engine_lists_the_form(client, name):
    response = client.get(reverse(name))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


@pytest.mark.parametrize("page", ["log_contact", "choose_reminders"])
def test_whoever_contacts_him_sees_how_he_may_be_reached(client, world, page):
    client.post(FORM, answers(world))
    referral = Referral.objects.get()
    Referral.objects.filter(pk=referral.pk).update(passed_on_at=world.now, status="acknowledged")
    client.force_login(world.facilitator)
    shown = client.get(reverse(page, args=[referral.pk])).content.decode()
    assert "Phone call, Text message" in shown
    assert "Use no other way" in shown
    assert "Not before six in the evening" in shown
