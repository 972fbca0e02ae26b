"""While the service is being worked on everybody is told so, and nothing is asked of the database."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from dvpp.stack.folders import Folders


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA = Folders(tmp_path)


def test_every_page_says_until_when_and_asks_the_database_for_nothing(client, folder, capsys):
    """No mark lets this test reach the database: asking it would fail."""
    call_command("maintenance", "on", until="at 2pm")
    for address in ("/", reverse("account_login"), reverse("briefing"), "/nowhere/"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "It is back at 2pm." in answer.content.decode()
        assert answer["Retry-After"] == "300"
        assert answer["Cache-Control"] == "no-store"
        assert "Content-Security-Policy" in answer
    assert client.post("/referrals/new/", {"a": "b"}).status_code == 503


@pytest.mark.django_db
def test_whoever_asks_whether_the_process_lives_is_answered_and_afterwards_everybody(client, folder, capsys):
    call_command("maintenance", "on")
    assert "It is back soon." in client.get("/").content.decode()
    assert client.get("/healthz").status_code == 200
    call_command("maintenance", "off")
    assert client.get(reverse("account_login")).status_code == 200
    call_command("maintenance", "off")
