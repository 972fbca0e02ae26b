"""What stands around every page: who asks, what may be loaded, what is kept."""

import pytest
from django.db import connection, transaction
from django.urls import reverse

from accounts.database_roles import APP, DATABASE_ROLES
from accounts.identity import SYSTEM, acting_as
from accounts.models import PostedForm
from tests.world import World

pytestmark = pytest.mark.django_db


def who_asks():
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('dvpp.user_id', true)")
        return cursor.fetchone()[0]


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize("name", ["home", "inbox", "referrals", "sessions", "groups"])
def test_a_page_of_a_signed_in_person_is_kept_nowhere_and_loads_only_our_own(client, world, name):
    client.force_login(world.facilitator)
    response = client.get(reverse(name))
    assert "no-store" in response["Cache-Control"]
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_sign_in_page_has_the_policy_too(client):
    assert "default-src 'none'" in client.get(reverse("account_login"))["Content-Security-Policy"]


def test_a_refusal_and_a_missing_page_are_kept_nowhere_either(client, world):
    client.force_login(world.opcc)
    for response in (client.get(reverse("referrals")), client.get("/nowhere/")):
        assert "no-store" in response["Cache-Control"]


def test_the_database_knows_within_the_transaction_who_asks(world):
    with acting_as(world.facilitator):
        assert who_asks() == str(world.facilitator.pk)
    with acting_as(SYSTEM):
        assert who_asks() == "system"


def test_a_form_whose_key_was_used_goes_where_the_first_went(client, world):
    referral = world.acknowledged()
    client.force_login(world.facilitator)
    data = {
        "form_key": "0b4e7f0e-7b35-4f0e-9d5c-6a5a1f1f2a11",
        "channel": "phone",
        "two_way": "no",
        "note": "",
    }
    data |= {f"happened_at_{n}": value for n, value in enumerate(("3", "6", "2026", "12:30"))}
    first = client.post(reverse("log_contact", args=[referral.pk]), data)
    again = client.post(reverse("log_contact", args=[referral.pk]), data)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    assert referral.contact_attempts.count() == 1
    assert PostedForm.objects.get().went_to == first["Location"]


def test_the_role_that_runs_the_site_cannot_pass_row_security_or_change_tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user"
        )
        assert cursor.fetchone() == ("dvpp_service", False, False)
    with pytest.raises(Exception, match="owner"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("alter table referrals_referral add column anything text")


@pytest.mark.parametrize("table", ["referrals_referralevent", "iss_partnerfileevent", "audit_entry"])
def test_history_is_added_to_and_never_changed(table):
    with connection.cursor() as cursor:
        for right in ("update", "delete"):
            for role in (APP, *DATABASE_ROLES):
                cursor.execute("select has_table_privilege(%s, %s, %s)", [role, table, right])
                assert cursor.fetchone() == (False,), role
