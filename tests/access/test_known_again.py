"""Whose session it is: asked by a question that is written once, with the answer that Django's own would give."""

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import BACKEND_SESSION_KEY, authenticate
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.backends import Backend
from accounts.models import User
from tests.world import World

PASSWORD = "a long way round the canal"
BEFORE = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def world(db):
    return World(timezone.now())


def as_stored(person):
    return {field.attname: getattr(person, field.attname) for field in User._meta.concrete_fields}


def test_each_person_is_known_as_django_knows_them(world):
    for person in (world.manager, world.facilitator, world.iss_worker, world.manager):
        known = Backend().get_user(person.pk)
        assert known == person
        assert as_stored(known) == as_stored(AuthenticationBackend().get_user(person.pk))


def test_whoever_was_stopped_and_whoever_never_was_is_nobody_from_the_next_request_on(client, world):
    client.force_login(world.manager)
    assert client.get(reverse("referrals")).status_code == 200
    User.objects.filter(pk=world.manager.pk).update(is_active=False)
    assert client.get(reverse("referrals")).status_code == 302
    assert Backend().get_user(world.manager.pk) is None
    assert Backend().get_user(0) is None


def test_a_session_that_was_begun_before_goes_on(client, world):
    client.force_login(world.manager, backend=BEFORE)
    assert client.session[BACKEND_SESSION_KEY] == BEFORE
    assert client.get(reverse("referrals")).status_code == 200


def test_a_wrong_password_is_tried_once_and_a_right_one_is_known(world, monkeypatch):
    User.objects.filter(pk=world.manager.pk).update(password=make_password(PASSWORD))
    tried = []
    monkeypatch.setattr(User, "check_password", _counting(User.check_password, tried))
    assert authenticate(None, email=world.manager.email, password="another one") is None
    assert len(tried) == 1
    person = authenticate(None, email=world.manager.email, password=PASSWORD)
    assert (person, person.backend) == (world.manager, "accounts.backends.Backend")


def _counting(check, tried):
    def counted(person, password):
        tried.append(person)
        return check(person, password)

    return counted


def test_a_changed_password_ends_the_session(client, world):
    client.force_login(world.manager)
    User.objects.filter(pk=world.manager.pk).update(password=make_password(PASSWORD))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("referrals")).status_code == 302
    assert not any("referrals_referral" in query["sql"] for query in asked)
