"""A site on which nobody is yet has a way in, once."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from accounts.roles import Role
from audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody(db):
    User.objects.filter(role=Role.ADMINISTRATOR).update(is_active=False)


def test_the_first_administrator_is_invited_and_comes_in(client, nobody):
    call_command("first_administrator", "first@test.example", "First Person")
    person = User.objects.get(email="first@test.example")
    assert person.role == Role.ADMINISTRATOR
    assert not person.has_usable_password()
    (sent,) = mail.outbox
    link = re.search(r"https?://[^/]+(/\S+)", sent.body).group(1)
    assert client.get(link, follow=True).status_code == 200
    acts = Entry.objects.filter(about_model="accounts.user", about_id=person.pk).values_list("act", flat=True)
    assert {"person.added", "person.invited"} <= set(acts)


def test_there_is_no_second_first(nobody):
    call_command("first_administrator", "first@test.example", "First Person")
    with pytest.raises(CommandError, match="an administrator already"):
        call_command("first_administrator", "second@test.example", "Second Person")
    assert not User.objects.filter(email="second@test.example").exists()


def test_nobody_is_added_where_the_mail_cannot_be_sent(nobody, monkeypatch):
    def refuse(_):
        raise ConnectionRefusedError

    monkeypatch.setattr("monitoring.signing_in.invitations.EmailMessage.send", refuse)
    with pytest.raises(CommandError, match="EMAIL_HOST"):
        call_command("first_administrator", "first@test.example", "First Person")
    assert not User.objects.filter(email="first@test.example").exists()
