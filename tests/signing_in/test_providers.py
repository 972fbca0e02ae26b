"""Signing in through the organisation's identity provider: by subject and tenant, on invitation, and never by email."""

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, SignedIn, User
from audit.models import Entry
from dvpp.sign_in_providers import origins_of, providers_from_environment
from monitoring.signing_in.invitations import invite
from tests.world import World

from .conftest import use

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(timezone.now())


def welcome(client, person, by):
    """Open the link of a new invitation."""
    invite(person, by=by, at=timezone.now())
    link = next(word for word in mail.outbox[-1].body.split() if "/welcome/" in word)
    return client.get(link[link.index("/sign-in") :])


def sign_in(client):
    """Through the provider and back; what the last page answered."""
    there = client.post(reverse("openid_connect_login", args=["work"]))
    assert there.status_code == 302, there.content
    back = requests.get(there["Location"], allow_redirects=False, timeout=5).headers["Location"]
    return client.get(back[back.index("/sign-in") :])


def is_in(client):
    return client.get(reverse("home")).status_code == 200


def refusals():
    return [entry.details["why"] for entry in Entry.objects.filter(act="sign_in.refused").order_by("pk")]


def test_an_invited_person_is_linked_the_first_time_and_known_by_their_subject_from_then_on(
    client, world, provider
):
    page = welcome(client, world.spoc, world.administrator)
    assert b"Go on with Work" in page.content
    assert sign_in(client)["Location"] == reverse("home")
    assert is_in(client)
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (world.spoc, "subject-1", {})
    assert Invitation.objects.get().used_at
    other = Client()
    provider.claims = {"email": "a-new-name@test.example"}
    sign_in(other)
    assert is_in(other)
    assert {one.how for one in SignedIn.objects.filter(person=world.spoc)} == {"work"}
    assert Entry.objects.filter(act="sign_in.linked", about_id=world.spoc.pk).count() == 1


def test_nobody_is_known_by_an_email_address(client, world, provider):
    provider.claims = {"email": world.spoc.email, "email_verified": True}
    page = sign_in(client)
    assert page.status_code == 403
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == len(world.people)
    assert refusals() == ["not_invited"]


def test_another_tenant_is_refused_even_with_an_invitation_and_a_known_subject(client, world, provider):
    welcome(client, world.spoc, world.administrator)
    provider.tenant = "tenant-2"
    assert sign_in(client).status_code == 403
    assert not Invitation.objects.get().used_at
    provider.tenant = "tenant-1"
    sign_in(client)
    client.post(reverse("account_logout"))
    provider.tenant = "tenant-2"
    assert sign_in(client).status_code == 403
    assert not is_in(client)
    assert refusals() == ["wrong_tenant", "wrong_tenant"]


def test_a_token_of_another_issuer_lets_nobody_in(client, world, provider):
    welcome(client, world.spoc, world.administrator)
    provider.claims = {"iss": "https://login.example/other"}
    sign_in(client)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_a_token_for_another_service_lets_nobody_in(client, world, provider):
    welcome(client, world.spoc, world.administrator)
    provider.claims = {"aud": "somebody-else"}
    sign_in(client)
    assert not is_in(client)


def test_whoever_works_for_another_organisation_is_refused(client, world, provider):
    welcome(client, world.iss_worker, world.administrator)
    assert sign_in(client).status_code == 403
    assert refusals() == ["other_organisation"]
    assert not SocialAccount.objects.exists()


def test_whoever_has_moved_on_or_left_is_refused(client, world, provider):
    welcome(client, world.spoc, world.administrator)
    sign_in(client)
    User.objects.filter(pk=world.spoc.pk).update(is_active=False)
    assert not is_in(client)
    assert sign_in(Client()).status_code == 403
    User.objects.filter(pk=world.spoc.pk).update(
        is_active=True, organisation=world.iss_worker.organisation_id
    )
    assert sign_in(Client()).status_code == 403
    assert refusals() == ["closed", "other_organisation"]


def test_an_invitation_serves_one_subject_once(client, world, provider):
    welcome(client, world.spoc, world.administrator)
    sign_in(client)
    provider.subject = "subject-2"
    client.post(reverse("account_logout"))
    assert sign_in(client).status_code == 403
    assert SocialAccount.objects.count() == 1


def test_an_invitation_that_is_too_old_links_nobody(client, world, provider):
    welcome(client, world.spoc, world.administrator)
    Invitation.objects.update(sent_at=timezone.now() - timezone.timedelta(days=9))
    Invitation.objects.update(expires_at=timezone.now() - timezone.timedelta(days=6))
    assert sign_in(client).status_code == 403


def test_a_second_factor_of_theirs_counts_where_it_is_trusted_and_was_asked(
    client, world, provider, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    welcome(client, world.spoc, world.administrator)
    provider.claims = {"amr": ["pwd", "mfa"]}
    sign_in(client)
    assert not is_in(client)
    use(provider, settings, asks_second_factor=True)
    sign_in(other := Client())
    assert is_in(other)
    provider.claims = {"amr": ["pwd"]}
    sign_in(third := Client())
    assert not is_in(third)


def test_a_page_of_somebody_elses_making_begins_nothing(client, world, provider):
    """The answer of a provider that was not asked from this browser."""
    there = Client().post(reverse("openid_connect_login", args=["work"]))
    back = requests.get(there["Location"], allow_redirects=False, timeout=5).headers["Location"]
    page = client.get(back[back.index("/sign-in") :])
    assert page.status_code in (200, 400, 401, 403)
    assert b"Signing in did not work" in page.content
    assert not is_in(client)


def test_a_provider_that_does_not_answer_is_said_and_nothing_breaks(client, provider, settings):
    use(provider, settings, server_url="http://localhost:9")
    page = client.post(reverse("openid_connect_login", args=["work"]))
    assert page.status_code == 503
    assert b"Signing in did not work" in page.content


GIVEN = {
    "DVPP_SIGN_IN_PROVIDERS": "work",
    "DVPP_SIGN_IN_WORK_NAME": "Work",
    "DVPP_SIGN_IN_WORK_ORGANISATION": "My Time",
    "DVPP_SIGN_IN_WORK_ISSUER": "https://login.example/tenant-1/v2.0",
    "DVPP_SIGN_IN_WORK_CLIENT_ID": "one",
    "DVPP_SIGN_IN_WORK_CLIENT_SECRET": "two",
}


def test_providers_come_from_the_environment_and_are_where_forms_may_lead():
    found = providers_from_environment(GIVEN)
    assert [one["provider_id"] for one in found] == ["work"]
    assert origins_of(found) == ["https://login.example"]
    assert providers_from_environment({}) == []


@pytest.mark.parametrize("name", [name for name in GIVEN if name != "DVPP_SIGN_IN_PROVIDERS"])
def test_a_provider_with_something_missing_stops_the_start(name):
    with pytest.raises(ImproperlyConfigured, match=name):
        providers_from_environment({**GIVEN, name: ""})


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers"])
def test_an_issuer_of_any_tenant_stops_the_start(tenant):
    with pytest.raises(ImproperlyConfigured, match="one tenant"):
        providers_from_environment(
            {**GIVEN, "DVPP_SIGN_IN_WORK_ISSUER": f"https://login.microsoftonline.com/{tenant}/v2.0"}
        )
