"""How a replica stands: how old is old, and what administrators, Prometheus and whoever deploys are told of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dvpp import checks
from monitoring import replica
from monitoring.replica import Standing, State, judged
from monitoring.running import reading
from monitoring.running.counting import exposed
from monitoring.running.metrics import Standing as Stands
from tests.world import World

NOW = timezone.now()
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def world(db):
    return World(NOW)


def test_the_replica_of_another_database_is_refused():
    assert [each.id for each in checks.judged(True, False)] == ["dvpp.E002"]
    assert checks.judged(True, True) == []


@pytest.mark.parametrize(
    ("has_all", "last", "state"),
    [
        (True, NOW - 60 * MINUTE, State.CURRENT),
        (True, None, State.CURRENT),
        (False, NOW - 10 * SECOND, State.CURRENT),
        (False, NOW - 11 * SECOND, State.BEHIND),
        (False, NOW - 5 * MINUTE, State.BEHIND),
        (False, NOW - 5 * MINUTE - SECOND, State.TOO_OLD),
        (False, None, State.TOO_OLD),
    ],
)
def test_how_old_is_old(has_all, last, state):
    found = judged(True, has_all, last, at=NOW)
    assert found.state == state
    assert found.as_at == (None if state == State.CURRENT else last)


@pytest.mark.parametrize(
    ("state", "as_at", "words", "serves"),
    [
        (State.CURRENT, None, "Follows", 1),
        (State.BEHIND, NOW - 2 * MINUTE, "2 minutes behind", 1),
        (State.TOO_OLD, NOW - 61 * MINUTE, "1 hour behind", 0),
        (State.TOO_OLD, None, "Nobody knows how far behind", 0),
        (State.AWAY, None, "Does not answer", 0),
        (State.WRITES, None, "Is no copy", 0),
    ],
)
def test_administrators_and_prometheus_are_told_how_it_stands(
    world, monkeypatch, state, as_at, words, serves
):
    monkeypatch.setattr(replica, "is_set_up", lambda: True)
    monkeypatch.setattr(replica, "how_it_stands", lambda *, at: Standing(state, as_at))
    [part] = [each for each in reading.parts(world.administrator, at=NOW) if "Copy" in each.name]
    assert part.state == words
    text = exposed(Stands(NOW)).decode()
    assert f"dvpp_replica_serves {serves:.1f}" in text
    assert ("dvpp_replica_seconds_behind 120.0" in text) is (words == "2 minutes behind")


def test_without_one_nothing_is_said_of_it(world):
    assert not [each for each in reading.parts(world.administrator, at=NOW) if "Copy" in each.name]
    assert "dvpp_replica" not in exposed(Stands(NOW)).decode()
