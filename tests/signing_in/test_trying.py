"""Trying to sign in: counted, answered alike whoever it is, written down; with Redis and without."""

import statistics
import time

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from kombu.exceptions import OperationalError

from audit.models import Entry
from dvpp import decided
from monitoring.signing_in.tasks import send_reset
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db

WRONG = "not-the-password"
AWAY = {
    "default": {
        "BACKEND": "dvpp.cache.RedisOrHere",
        "LOCATION": "redis://127.0.0.1:9/0",
        "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2},
    }
}


@pytest.fixture
def world():
    return World()


@pytest.fixture
def limits(settings):
    settings.ACCOUNT_RATE_LIMITS = decided.ACCOUNT_RATE_LIMITS
    caches["default"].clear()
    yield
    caches["default"].clear()


def attempt(email, password=WRONG, client=None):
    return (client or Client()).post(reverse("account_login"), {"login": email, "password": password})


def words(response):
    import re

    return re.sub(r'value="[^"]*"', "", response.content.decode())


def test_an_address_that_nobody_has_is_answered_like_a_wrong_password(world):
    assert words(attempt(world.spoc.email)) == words(attempt("nobody@test.example"))


def test_it_takes_as_long_for_an_address_that_nobody_has(world, settings):
    settings.PASSWORD_HASHERS = ["tests.signing_in.test_trying.Slow"]
    world.spoc.set_password(PASSWORD)
    world.spoc.save()

    def seconds(email):
        begun = time.perf_counter()
        attempt(email)
        return time.perf_counter() - begun

    seconds(world.spoc.email)
    pairs = [(seconds(world.spoc.email), seconds("nobody@test.example")) for _ in range(7)]
    known, unknown = (statistics.median(side) for side in zip(*pairs, strict=True))
    assert abs(known - unknown) < 0.35 * max(known, unknown), (known, unknown)


class Slow(PBKDF2PasswordHasher):
    algorithm = "slow"
    iterations = 150_000


@pytest.mark.parametrize("email", ["spoc@test.example", "nobody@test.example"])
def test_after_five_wrong_passwords_an_account_is_closed_for_a_while_known_or_not(world, limits, email):
    for _ in range(5):
        assert b"not right" in attempt(email).content
    for password in (WRONG, PASSWORD):
        client = Client()
        page = attempt(email, password, client)
        assert b"Tried too often. Wait five minutes" in page.content
        assert client.get(reverse("home")).status_code == 302
    entries = Entry.objects.filter(act__startswith="sign_in.")
    assert [entry.act for entry in entries.order_by("pk")] == ["sign_in.failed"] * 5 + ["sign_in.locked_out"]
    assert {entry.details["known"] for entry in entries} == {email == world.spoc.email}


def test_others_of_the_same_office_still_sign_in(world, limits):
    for _ in range(6):
        attempt(world.spoc.email)
    client = Client()
    attempt(world.facilitator.email, PASSWORD, client)
    assert client.get(reverse("home")).status_code == 200


def test_many_accounts_tried_from_one_address_are_stopped_too(world, limits):
    stopped = [b"Tried too often" in attempt(f"x{number}@test.example").content for number in range(35)]
    assert stopped == [False] * 30 + [True] * 5


def test_a_password_reset_is_asked_for_three_times_and_then_the_page_says_what_to_do(world, limits):
    answers = [
        Client().post(reverse("account_reset_password"), {"email": world.spoc.email}) for _ in range(4)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert b"Wait five minutes" in answers[-1].content


def test_a_reset_says_the_same_to_an_address_that_nobody_has_and_sends_nothing_within_the_answer(
    world, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(
        "monitoring.signing_in.tasks.send_reset.apply_async", lambda sent, **_: rung.append(sent)
    )
    with django_capture_on_commit_callbacks(execute=True):
        for email in (world.spoc.email, "nobody@test.example"):
            response = Client().post(reverse("account_reset_password"), {"email": email})
            assert response["Location"] == reverse("account_reset_password_done")
    assert (rung, mail.outbox) == ([(world.spoc.pk,)], [])
    send_reset(world.spoc.pk)
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/" in word)
    client = Client()
    page = client.get(link[link.index("/password") :], follow=True)
    new = "three-new-words-here"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    attempt(world.spoc.email, new, client)
    assert client.get(reverse("home")).status_code == 200


def test_without_a_worker_to_wake_a_reset_is_sent_at_once(
    world, monkeypatch, django_capture_on_commit_callbacks
):
    def away(*_, **__):
        raise OperationalError

    monkeypatch.setattr("monitoring.signing_in.tasks.send_reset.apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        Client().post(reverse("account_reset_password"), {"email": world.spoc.email})
    assert [message.to for message in mail.outbox] == [[world.spoc.email]]


def test_neither_the_password_nor_the_address_is_on_the_trail(world):
    attempt("somebody@elsewhere.example")
    attempt(world.spoc.email)
    for entry in Entry.objects.filter(act="sign_in.failed"):
        text = str(entry.__dict__)
        assert WRONG not in text
        assert "@" not in text
        assert "127.0.0.1" not in text


def test_signing_in_and_out_is_on_the_trail(world):
    client = Client()
    attempt(world.spoc.email, PASSWORD, client)
    client.post(reverse("account_logout"))
    acts = Entry.objects.filter(about_id=world.spoc.pk).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["signed_in", "session.ended"]


def test_without_redis_people_sign_in_and_nobody_guesses_without_end(world, limits, settings):
    settings.CACHES = AWAY
    client = Client()
    attempt(world.facilitator.email, PASSWORD, client)
    assert client.get(reverse("home")).status_code == 200
    answers = [attempt(world.spoc.email) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 6
    assert b"Tried too often" in answers[-1].content


def test_without_redis_pages_that_nobody_signs_in_for_still_open(world, settings):
    settings.CACHES = AWAY
    for name in ("account_login", "sign_in_help", "checker", "self_referral"):
        assert Client().get(reverse(name)).status_code == 200
