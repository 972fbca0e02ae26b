"""The second factor: asked of everybody, and nothing else is open to whoever has none."""

import re
import time
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import caches
from django.test import Client
from django.urls import get_resolver, reverse

from accounts import factors
from accounts.models import SignedIn
from alerts.models import Notice
from audit.models import Entry
from dvpp import decided
from monitoring.signing_in.second_factor import OPEN, take_away
from sealing import FieldKeys, new_key, read_keys
from tests.world import NOON, PASSWORD, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def code_of(secret, steps=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def give_an_app(person):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def sign_in(client, person, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": person.email, "password": password}, follow=True)


def addresses():
    """An address of every named URL of the site; whether there is anything at it does not matter here."""
    known = {"IntConverter": 1, "UUIDConverter": UUID(int=1)}
    for name in filter(lambda name: isinstance(name, str), get_resolver().reverse_dict):
        [(_, params), *_], _, _, kinds = get_resolver().reverse_dict.getlist(name)[0]
        given = {param: known.get(type(kinds.get(param)).__name__, "x") for param in params}
        yield name, reverse(name, kwargs=given)


def test_whoever_has_none_is_led_to_set_one_up(client, world):
    page = sign_in(client, world.facilitator)
    assert page.redirect_chain[-1][0] == reverse("second_step")
    assert b"Set up your second step" in page.content
    assert b'id="navigation"' not in page.content


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_every_other_address_leads_there_whatever_is_asked_of_it(client, world, method):
    client.force_login(world.facilitator)
    found = dict(addresses())
    for name, address in found.items():
        if name not in OPEN:
            response = getattr(client, method)(address)
            assert (response.status_code, response.get("Location")) == (302, reverse("second_step")), name
    assert len(found) > 250
    assert set(found) >= OPEN - {"readyz"}


@pytest.mark.parametrize("address", ["/nowhere/", "/x.json", "/files/x.pdf"])
def test_what_does_not_exist_leads_there_too(client, world, address):
    client.force_login(world.facilitator)
    assert client.get(address).get("Location") == reverse("second_step")


def test_what_is_open_shows_nothing_but_what_it_is_about(client, world):
    client.force_login(world.facilitator)
    for name in ("second_step", "sign_in_help", "mfa_activate_totp", "mfa_add_webauthn"):
        page = client.get(reverse(name), follow=True)
        assert page.status_code == 200
        assert b"Referrals" not in page.content, name
        assert "no-store" in page["Cache-Control"]


def test_an_app_that_is_set_up_opens_the_rest_and_the_codes_are_shown_once(client, world):
    sign_in(client, world.facilitator)
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r'app-secret">([A-Z2-7]+)<', page.content.decode()).group(1)
    page = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert len(re.findall(rb"<li><code>\d{8}</code>", page.content)) == 10
    again = client.get(reverse("mfa_view_recovery_codes"))
    assert not re.findall(rb"<code>\d{8}</code>", again.content)
    assert client.get(reverse("home")).status_code == 200
    acts = Entry.objects.filter(about_id=world.facilitator.pk, act="second_factor.added")
    assert sorted(entry.details["kind"] for entry in acts) == ["recovery_codes", "totp"]


def test_a_code_that_is_not_right_lets_nobody_in_and_is_on_the_trail(client, world):
    secret = give_an_app(world.facilitator)
    page = sign_in(client, world.facilitator)
    assert page.redirect_chain[-1][0] == reverse("mfa_authenticate")
    page = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert page.status_code == 200
    assert client.get(reverse("home")).status_code == 302
    assert Entry.objects.filter(act="second_factor.failed", about_id=world.facilitator.pk).count() == 1
    page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("home")
    entry = Entry.objects.get(act="signed_in")
    assert entry.details["how"] == "password, app"


def test_codes_are_not_guessed_without_end(client, world, settings):
    settings.ACCOUNT_RATE_LIMITS = decided.ACCOUNT_RATE_LIMITS
    caches["default"].clear()
    secret = give_an_app(world.facilitator)
    sign_in(client, world.facilitator)
    for _ in range(5):
        assert b"That did not work" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content
    page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert b"Tried too often" in page.content
    assert client.get(reverse("home")).status_code == 302
    caches["default"].clear()


def test_a_code_works_once(client, world):
    secret = give_an_app(world.facilitator)
    code = code_of(secret)
    for browser, lets_in in ((client, True), (Client(), False)):
        sign_in(browser, world.facilitator)
        browser.post(reverse("mfa_authenticate"), {"code": code})
        assert (browser.get(reverse("home")).status_code == 200) is lets_in


def test_a_recovery_code_lets_in_once(client, world):
    give_an_app(world.facilitator)
    rows = Authenticator.objects.get(user=world.facilitator, type="recovery_codes")
    code = rows.wrap().get_unused_codes()[0]
    for browser, lets_in in ((client, True), (Client(), False)):
        sign_in(browser, world.facilitator)
        browser.post(reverse("mfa_authenticate"), {"code": code})
        assert (browser.get(reverse("home")).status_code == 200) is lets_in


def test_no_secret_of_an_app_stands_in_the_database(world):
    secret = give_an_app(world.facilitator)
    for row in Authenticator.objects.filter(user=world.facilitator):
        assert secret not in str(row.data)
        assert all(value.startswith("s1.") for key, value in row.data.items() if key in ("secret", "seed"))


def test_a_factor_that_is_added_ends_every_other_session_and_is_told(client, world):
    thief = Client()
    thief.force_login(world.facilitator)
    thief.get(reverse("second_step"))
    test_an_app_that_is_set_up_opens_the_rest_and_the_codes_are_shown_once(client, world)
    assert thief.get(reverse("home")).get("Location", "").startswith(reverse("account_login"))
    assert client.get(reverse("home")).status_code == 200
    assert Notice.objects.filter(person=world.facilitator, alert__kind="sign_in_changed").exists()


def test_changing_the_second_step_asks_who_it_is_when_signing_in_lies_back(client, world, settings):
    give_an_app(world.facilitator)
    client.force_login(world.facilitator)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page = client.post(reverse("mfa_deactivate_totp"))
    assert page["Location"].startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.filter(user=world.facilitator, type="totp").exists()


def test_an_administrator_takes_a_lost_one_away_and_everything_of_it_is_on_the_trail(client, world):
    give_an_app(world.facilitator)
    client.force_login(world.facilitator)
    assert client.get(reverse("home")).status_code == 200
    assert take_away(world.facilitator, by=world.administrator, at=NOON)
    assert client.get(reverse("home")).status_code == 302
    assert not Authenticator.objects.filter(user=world.facilitator).exists()
    entry = Entry.objects.get(act="second_factor.taken_away")
    assert (entry.actor_id, entry.about_id) == (world.administrator.pk, world.facilitator.pk)
    assert SignedIn.objects.get(person=world.facilitator).why_ended == "changed"
    assert not take_away(world.facilitator, by=world.administrator, at=NOON)


def test_a_new_key_takes_over_and_the_old_one_can_be_taken_away(client, world, settings):
    secret = give_an_app(world.facilitator)
    codes = Authenticator.objects.get(user=world.facilitator, type="recovery_codes").wrap().get_unused_codes()
    new = read_keys(new_key("new"))
    settings.FIELD_KEYS = FieldKeys({**new.keys, **settings.FIELD_KEYS.keys})
    assert [factors.seal_anew(), factors.seal_anew()] == [2, 0]
    settings.FIELD_KEYS = new
    sign_in(client, world.facilitator)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(reverse("home")).status_code == 200
    kept = Authenticator.objects.get(user=world.facilitator, type="recovery_codes").wrap().get_unused_codes()
    assert kept == codes
