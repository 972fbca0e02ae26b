"""What stands around every page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from alerts.models import Notice
from monitoring.views.shell import MENU
from tests.access.policy import PERSONAS
from tests.world import World


@pytest.fixture
def world(db):
    return World(timezone.now())


def menu(client, world, name, url="/"):
    client.force_login(getattr(world, name))
    shown = client.get(url).context["navigation"]
    return [*shown.in_line, *shown.folded]


def test_each_persona_can_open_everything_on_its_menu(client, world):
    for name in sorted(PERSONAS):
        for entry in menu(client, world, name):
            assert client.get(entry.url).status_code == 200, (name, entry.text)


def test_every_menu_entry_has_a_permission_that_exists():
    assert {permission for _, _, permission in MENU if permission} <= set(Permission)


def test_his_side_has_no_way_to_her_files_on_its_menu(client, world):
    for name in ("social_worker", "spoc", "facilitator", "manager"):
        assert reverse("her_files") not in [entry.url for entry in menu(client, world, name)]


def test_one_entry_is_the_present_one(client, world):
    for url, text in (("/", "Home"), ("/inbox/", "Inbox"), ("/referrals/drafts/", "Drafts")):
        active = [entry.text for entry in menu(client, world, "social_worker", url) if entry.active]
        assert active == [text]


def test_the_inbox_is_counted_once_a_page(client, world):
    world.received(at=world.now)
    client.force_login(world.spoc)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("my_account"))
    counts = [
        query for query in captured if "alerts_notice" in query["sql"] and "COUNT" in query["sql"].upper()
    ]
    assert len(counts) == 1
    assert b"not yet read" in page.content


def test_an_error_page_has_the_menu_and_asks_nothing_of_what_is_undone(client, world):
    client.force_login(world.facilitator)
    for url in (reverse("trail"), "/inbox/999999/", "/nowhere/"):
        page = client.get(url)
        assert page.status_code in (403, 404)
        assert reverse("referrals").encode() in page.content


def test_mail_that_is_late_is_said_on_every_page_and_a_bad_address_is_not(client, world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    world.received(at=world.now)
    now = timezone.now()
    client.force_login(world.dpo)
    for waiting, given_up, said in (
        (timedelta(minutes=9), None, False),
        (timedelta(minutes=11), None, True),
        (timedelta(days=2), None, True),
        (timedelta(days=2), now, False),
    ):
        Notice.objects.update(mail_due_at=now - waiting, mailed_at=None, undelivered_at=given_up)
        assert (b"Emails are late" in client.get(reverse("home")).content) is said


def test_without_a_mail_server_everybody_is_told_so_outside_a_demonstration(client, world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    client.force_login(world.dpo)
    for demo in (True, False):
        settings.DEMO = demo
        page = client.get(reverse("home")).content
        assert (b"Email is not set up" in page) is not demo
        assert (b"Invented people and data" in page) is demo


def test_a_form_sent_twice_is_done_once(client, world):
    client.force_login(world.administrator)
    key = "5f0c6c0e-2b87-4f32-9e53-3f1d8a0f9a11"
    fields = {"name": "Harbour House", "kind": "iss_provider", "form_key": key}
    for _ in range(2):
        page = client.post(reverse("add_organisation"), fields, follow=True)
    assert b"already saved" in page.content
    assert page.status_code == 200


def test_a_long_menu_keeps_one_line_and_loses_no_entry(client, world):
    for name in sorted(PERSONAS):
        client.force_login(getattr(world, name))
        shown, may = client.get("/").context["navigation"], getattr(world, name).may
        granted = [text for text, _, permission in MENU if permission is None or may(permission)]
        assert [entry.text for entry in (*shown.in_line, *shown.folded)] == granted
        assert len(shown.in_line) <= 10
    client.force_login(world.manager)
    page = client.get("/retention/")
    assert "More: <strong>Retention</strong>" in page.content.decode()
    assert "<details" in page.content.decode(), "It opens without a script."


def test_a_menu_that_was_drawn_before_says_how_many_notices_wait_now(client, world):
    client.force_login(world.spoc)
    before = client.get(reverse("my_account")).content
    world.received(at=world.now)
    world.received(at=world.now)
    after = client.get(reverse("my_account")).content
    waiting = Notice.objects.visible_to(world.spoc).waiting().count()
    assert waiting > 1
    assert b"not yet read" not in before
    assert f"({waiting} not yet read)".encode() in after


def test_a_page_below_one_of_the_menu_and_a_page_of_none(client, world):
    him = world.received(at=world.now)
    below = menu(client, world, "social_worker", him.get_absolute_url())
    assert [entry.text for entry in below if entry.active] == ["Referrals"]
    of_none = menu(client, world, "social_worker", reverse("my_account"))
    assert not any(entry.active for entry in of_none)
