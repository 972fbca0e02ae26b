"""What Prometheus is told: with the token only, true to what waits, and nothing that leads to anybody."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from alerts.models import Notice
from monitoring import replica
from monitoring.running.counting import exposed
from monitoring.running.metrics import Standing
from tests.world import World
from timescales import heartbeat

WATCHING = Path(__file__).parents[2] / "docs" / "watching"
TOKEN = "a token of the tests"
# What Prometheus adds to the names of counters and histograms, or knows of itself
ENDINGS = ("", "_total", "_bucket", "_count", "_sum")


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def ask(client, settings):
    settings.METRICS_TOKEN = TOKEN
    return lambda token=TOKEN: client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


def values(text):
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.parametrize("token", ["", "another", TOKEN + " ", "é"])
def test_without_the_token_there_is_no_such_page(db, ask, token):
    assert ask(token).status_code == 404


@pytest.mark.parametrize("token", ["", "anything"])
def test_where_no_token_was_set_nobody_is_told(db, ask, settings, token):
    settings.METRICS_TOKEN = ""
    assert ask(token).status_code == 404


def test_answers_are_counted_by_the_name_of_the_page(client, world, ask):
    key = ("dvpp_answers_total", "200", "GET", "my_account")
    before = values(ask().content.decode()).get(key, 0)
    client.force_login(world.spoc)
    client.get("/account/")
    client.get("/account/")
    found = values(ask().content.decode())
    assert found[key] == before + 2
    assert found["dvpp_queries_total", "my_account"] >= 2


def test_it_says_what_waits_for_how_long_and_what_nobody_has_seen(world):
    world.received(at=world.now)
    standing = values(exposed(Standing(world.now + timedelta(minutes=5))).decode())
    waiting = Notice.objects.filter(mailed_at=None).exclude(mail_due_at=None).count()
    assert standing["dvpp_unsent", "email"] == waiting > 0
    assert standing["dvpp_unsent_seconds", "email"] == 300
    assert standing["dvpp_promises_unseen", "his"] == 0
    later = values(exposed(Standing(world.now + timedelta(days=30))).decode())
    assert later["dvpp_promises_unseen", "his"] > 0


def test_it_says_when_the_sweep_last_ran_and_nothing_where_it_never_did(world):
    never = values(exposed(Standing(world.now)).decode())
    assert ("dvpp_seconds_since", "sweep") not in never
    heartbeat.beats(heartbeat.SWEEP, at=world.now)
    standing = values(exposed(Standing(world.now + timedelta(minutes=4))).decode())
    assert standing["dvpp_seconds_since", "sweep"] == 240


def test_no_reference_name_or_address_is_in_it(client, world, ask):
    him = world.received(at=world.now)
    client.force_login(world.spoc)
    client.get(him.get_absolute_url())
    text = ask().content.decode()
    assert 'page="file"' in text
    for word in (him.reference, him.man.last_name, him.get_absolute_url(), world.spoc.email):
        assert word not in text


@pytest.mark.parametrize("name", ["alerts.yml", "dashboard.json"])
def test_rules_and_dashboard_ask_for_numbers_that_there_are(world, ask, client, name, monkeypatch):
    monkeypatch.setattr(replica, "is_set_up", lambda: True)
    current = replica.Standing(replica.State.CURRENT)
    monkeypatch.setattr(replica, "how_it_stands", lambda *, at: current)
    heartbeat.beats(heartbeat.SWEEP, at=world.now)
    heartbeat.beats("backup", at=world.now)
    client.get("/healthz")
    there = {name for name, *_ in values(ask().content.decode())}
    asked = set(re.findall(r"\bdvpp_[a-z_]+", (WATCHING / name).read_text(encoding="utf-8")))
    assert len(asked) >= 6
    assert asked <= there
