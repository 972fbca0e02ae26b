"""Is everything running, what could not be delivered, and the banner when the sweep is silent."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alerts.models import Notice
from audit.models import Entry
from monitoring.clockwork import SWEEPING, sweep_now
from monitoring.running import reading
from monitoring.running.words import reason
from tests.world import World
from timescales import heartbeat
from timescales.models import Heartbeat

SILENCE = b"Nobody is being reminded at the moment"


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def dead(world):
    world.received(at=world.now)
    notice = Notice.objects.filter(person=world.spoc).first()
    Notice.objects.filter(pk=notice.pk).update(
        undelivered_at=world.now, attempts=3, last_error="The address was refused"
    )
    return notice


@pytest.mark.parametrize(("minutes", "said"), [(None, True), (4, False), (6, True), (-4, False), (-6, True)])
def test_when_the_sweep_is_silent_for_five_minutes_everybody_reads_so(client, world, settings, minutes, said):
    settings.SWEEP_SILENT_AFTER = timedelta(minutes=5)
    if minutes is not None:
        heartbeat.beats(heartbeat.SWEEP, at=timezone.now() - timedelta(minutes=minutes))
    for name in ("dpo", "social_worker", "iss_worker", "administrator"):
        client.force_login(getattr(world, name))
        assert (SILENCE in client.get(reverse("my_account")).content) is said


def test_the_banner_costs_one_question(world, settings):
    settings.SWEEP_SILENT_AFTER = timedelta(minutes=5)
    with CaptureQueriesContext(connection) as asked:
        reading.sweep_is_silent(timezone.now())
    assert len(asked) == 1


def test_the_sweep_says_that_it_ran_and_is_not_run_twice_in_a_moment(world):
    assert sweep_now(now=timezone.now) is True
    assert not reading.sweep_is_silent(timezone.now())
    assert sweep_now(now=timezone.now) is False
    later = timezone.now() + timedelta(minutes=1)
    assert sweep_now(now=lambda: later) is True


def test_a_sweeper_that_stands_still_with_the_lock_in_hand_is_passed_by(world, settings):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [SWEEPING])
        started = timezone.now()
        Heartbeat.objects.create(name=heartbeat.SWEEP, began_at=started)
        soon, later = started + settings.SWEEP_EVERY, started + 3 * settings.SWEEP_EVERY
        assert sweep_now(now=lambda: soon) is False
        assert sweep_now(now=lambda: later) is True
    other.close()


def test_the_page_says_what_is_red_and_leads_to_what_waits(client, world, dead):
    client.force_login(world.administrator)
    page = client.get(reverse("running")).content.decode()
    assert "Start the clock" in page
    assert reverse("undelivered") in page


def test_a_dead_letter_has_its_reason_in_plain_words_and_nothing_of_the_case(client, world, dead):
    client.force_login(world.administrator)
    page = client.get(reverse("undelivered")).content.decode()
    assert world.spoc.name in page
    assert "there is no such address" in page
    assert dead.reference not in page
    assert dead.alert.get_kind_display() not in page


def test_trying_again_asks_first_and_is_on_the_trail(client, world, dead):
    client.force_login(world.administrator)
    client.post(reverse("try_mail_again", args=[dead.pk]))
    dead.refresh_from_db()
    assert dead.undelivered_at is None
    assert dead.attempts == 1
    assert dead in Notice.objects.to_mail(timezone.now())
    assert Entry.objects.filter(act="mail.tried_again", actor_id=world.administrator.pk).exists()


def test_letting_go_takes_a_reason_and_leaves_the_notice_in_the_inbox(client, world, dead):
    client.force_login(world.administrator)
    url = reverse("let_mail_go", args=[dead.pk])
    client.post(url, {})
    assert Notice.objects.undelivered().filter(pk=dead.pk).exists()
    client.post(url, {"why": "told"})
    assert not Notice.objects.undelivered().filter(pk=dead.pk).exists()
    assert dead not in Notice.objects.to_mail(timezone.now() + timedelta(days=9))
    assert dead in Notice.objects.visible_to(world.spoc).waiting()
    [entry] = Entry.objects.filter(act="mail.let_go")
    assert entry.details == {"why": "told"}


def test_ready_without_redis_and_not_ready_before_migrations(client, db, monkeypatch):
    monkeypatch.setattr(reading, "redis_answers", lambda: False)
    monkeypatch.setattr(reading, "unapplied", lambda: 0)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["redis"]) == (200, "away: degraded")
    monkeypatch.setattr(reading, "unapplied", lambda: 2)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("", "The process that sends it ended"),
        ("ConnectionRefusedError", "The mail server could not be reached"),
        ("Notify answered 429", "GOV.UK Notify says"),
        ("Notify answered 502", "GOV.UK Notify was not working"),
        ("KeyError", "Nobody foresaw this fault (KeyError)"),
    ],
)
def test_every_failure_has_its_words(word, begins):
    assert reason(word).startswith(begins)


@pytest.mark.parametrize(
    ("clamd", "answers", "said"),
    [
        ("", False, "Until then uploads are known by their content"),
        ("/nowhere/clamd.sock", False, "Until it answers no upload is kept"),
        ("/nowhere/clamd.sock", True, "Every upload is looked through"),
    ],
)
def test_whether_uploads_are_scanned_is_said(client, world, settings, monkeypatch, clamd, answers, said):
    settings.CLAMD = clamd
    if answers:
        monkeypatch.setattr("forms.scanning.answers", lambda: True)
    client.force_login(world.administrator)
    assert said in client.get(reverse("running")).content.decode()
