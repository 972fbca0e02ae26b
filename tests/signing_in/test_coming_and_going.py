"""Invited once, warned before an account is closed, and gone with nothing left in the air."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.refusal import Refused
from alerts.models import Notice
from audit.models import Entry
from monitoring.signing_in.invitations import hash_of, invite
from monitoring.signing_in.leaving import close_account, open_again
from monitoring.signing_in.unused import close_ended_accounts, watch_unused_accounts
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db

NEW = "three-words-together"
DAY = timedelta(days=1)


@pytest.fixture
def world():
    return World(timezone.now())


def link_to(person, by):
    invite(person, by=by, at=timezone.now())
    found = next(word for word in mail.outbox[-1].body.split() if "/welcome/" in word)
    return found[found.index("/sign-in") :]


def choose(link, password=NEW):
    return Client().post(link, {"password1": password, "password2": password}, follow=True)


def can_sign_in(person, password):
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": password})
    return client.get(reverse("home")).status_code == 200


def test_an_invited_person_chooses_a_password_once(world):
    link = link_to(world.spoc, world.administrator)
    assert b"Welcome, Spoc" in Client().get(link).content
    assert b"Your password is chosen" in choose(link).content
    assert can_sign_in(world.spoc, NEW)
    again = choose(link, "another-one-instead")
    assert again.status_code == 410
    assert b"This link no longer works" in again.content
    assert not can_sign_in(world.spoc, "another-one-instead")
    acts = set(Entry.objects.filter(about_id=world.spoc.pk).values_list("act", flat=True))
    assert acts >= {"person.invited", "invitation.used", "password.changed"}


def test_looking_at_the_link_does_not_use_it_up(world):
    link = link_to(world.spoc, world.administrator)
    for method in ("get", "head", "get"):
        assert getattr(Client(), method)(link).status_code == 200


def test_a_link_is_kept_as_a_hash_and_is_in_no_trail(world):
    token = link_to(world.spoc, world.administrator).rstrip("/").rpartition("/")[2]
    assert Invitation.objects.get().hash == hash_of(token) != token
    assert not Entry.objects.filter(details__icontains=token).exists()


def test_a_new_invitation_takes_the_place_of_the_last(world):
    first, second = (link_to(world.spoc, world.administrator) for _ in range(2))
    assert choose(first).status_code == 410
    assert choose(second).status_code == 200


def test_an_invitation_ends_by_itself_and_with_the_account(world):
    late = link_to(world.spoc, world.administrator)
    Invitation.objects.update(
        sent_at=timezone.now() - 4 * DAY, expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert choose(late).status_code == 410
    link = link_to(world.spoc, world.administrator)
    close_account(world.spoc, by=world.administrator, at=timezone.now())
    assert choose(link).status_code == 410
    with pytest.raises(Refused, match="closed"):
        invite(world.spoc, by=world.administrator, at=timezone.now())


@pytest.mark.parametrize(("password", "words"), [("short", b"too short"), ("password1234", b"too common")])
def test_a_weak_password_is_refused_where_it_was_typed(world, password, words):
    link = link_to(world.spoc, world.administrator)
    page = choose(link, password)
    assert words in page.content
    assert Invitation.objects.get().used_at is None


def test_two_passwords_that_differ_are_said(world):
    link = link_to(world.spoc, world.administrator)
    page = Client().post(link, {"password1": NEW, "password2": NEW + "x"})
    assert b"The two passwords are not the same" in page.content


# Leaving


def test_before_somebody_leaves_it_is_said_what_is_left_in_their_name(client, world):
    world.group(at=world.now)
    client.force_login(world.administrator)
    page = client.get(reverse("leave", args=[world.facilitator.pk]))
    assert b"1 group still led by this person" in page.content
    client.post(reverse("leave", args=[world.facilitator.pk]), {})
    assert not User.objects.get(pk=world.facilitator.pk).is_active
    told = Notice.objects.filter(alert__kind="colleague_left")
    assert {notice.person for notice in told} == {world.manager}
    assert Entry.objects.get(act="person.closed").details["why"] == "left"


def test_what_is_left_of_hers_is_told_to_her_own_service_alone(world):
    file = world.her_file(world.received(at=world.now))
    type(file).objects.filter(pk=file.pk).update(worker=world.iss_worker)
    close_account(world.iss_worker, by=world.administrator, at=world.now)
    told = Notice.objects.filter(alert__kind="colleague_left")
    assert {notice.person for notice in told} == {world.iss_manager}


def test_nobody_closes_their_own_account(client, world):
    client.force_login(world.administrator)
    assert client.get(reverse("leave", args=[world.administrator.pk])).status_code == 404


# Here for a time


def ends(person, day):
    User.objects.filter(pk=person.pk).update(until_date=day)


def test_on_the_last_day_one_is_in_and_on_the_day_after_out_whatever_is_open(client, world):
    today = timezone.localdate()
    client.force_login(world.facilitator)
    ends(world.facilitator, today)
    assert client.get(reverse("home")).status_code == 200
    assert can_sign_in(world.facilitator, PASSWORD)
    ends(world.facilitator, today - DAY)
    assert client.get(reverse("home")).status_code == 302
    assert client.post(reverse("covers"), {}).status_code == 302
    assert not can_sign_in(world.facilitator, PASSWORD)


def test_after_the_last_day_the_account_is_closed_and_what_is_left_is_told(world):
    world.group(at=world.now)
    ends(world.facilitator, timezone.localdate())
    close_ended_accounts(at=world.now)
    assert is_open(world.facilitator)
    close_ended_accounts(at=world.now + DAY)
    assert not is_open(world.facilitator)
    assert Notice.objects.filter(person=world.manager, alert__kind="colleague_left").exists()
    assert Entry.objects.get(act="person.closed").details["why"] == "last_day"


# Accounts nobody uses


def used(person, days_ago, at):
    User.objects.filter(pk=person.pk).update(last_login=at - days_ago * DAY)


def is_open(person):
    return User.objects.get(pk=person.pk).is_active


def test_an_account_nobody_uses_is_warned_of_once_and_then_closed(world):
    at = world.now
    used(world.spoc, 80, at)
    assert watch_unused_accounts(at=at) == 1
    assert watch_unused_accounts(at=at + DAY) == 0
    notice = Notice.objects.get(person=world.spoc, alert__kind="account_unused")
    assert "14 days" in notice.alert.because
    assert is_open(world.spoc)
    watch_unused_accounts(at=at + 13 * DAY)
    assert is_open(world.spoc)
    watch_unused_accounts(at=at + 15 * DAY)
    assert not is_open(world.spoc)
    assert Entry.objects.get(act="person.closed").details["why"] == "unused"


def test_nobody_is_closed_who_was_not_told_in_time(world):
    used(world.spoc, 400, world.now)
    watch_unused_accounts(at=world.now)
    assert is_open(world.spoc)


def test_whoever_signs_in_after_the_warning_stays_and_is_warned_anew_another_time(world):
    at = world.now
    used(world.spoc, 80, at)
    watch_unused_accounts(at=at)
    used(world.spoc, 0, at + DAY)
    assert watch_unused_accounts(at=at + 20 * DAY) == 0
    assert is_open(world.spoc)
    assert watch_unused_accounts(at=at + 80 * DAY) == 1


def test_an_account_that_is_opened_again_is_not_closed_the_next_minute(world):
    at = world.now
    used(world.spoc, 80, at)
    watch_unused_accounts(at=at)
    watch_unused_accounts(at=at + 15 * DAY)
    open_again(world.spoc, by=world.administrator, at=at + 16 * DAY)
    watch_unused_accounts(at=at + 17 * DAY)
    assert is_open(world.spoc)


def test_the_last_administrator_stays(world):
    at = world.now
    used(world.administrator, 300, at)
    watch_unused_accounts(at=at)
    watch_unused_accounts(at=at + 30 * DAY)
    assert is_open(world.administrator)


def test_zero_days_close_none(world, settings):
    settings.UNUSED_CLOSES_AFTER = timedelta(0)
    used(world.spoc, 1000, world.now)
    watch_unused_accounts(at=world.now)
    assert watch_unused_accounts(at=world.now + 100 * DAY) == 0
    assert is_open(world.spoc)
    assert can_sign_in(world.spoc, PASSWORD)
