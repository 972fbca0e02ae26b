"""What the clock does besides the promises: each round in its own time, none forgotten, and nothing asked for nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.models import Notice
from monitoring import actions, rounds
from monitoring.actions import DUE, sweep, sweep_what_is_due
from monitoring.asking import moved, waits, written
from monitoring.clockwork import sweep_now
from monitoring.rounds import HOUR, ROUNDS, Round, Unfinished
from tests.world import World
from timescales.models import Heartbeat

pytestmark = pytest.mark.django_db
PASS = settings.SWEEP_EVERY
KINDS = [*DUE, *(each.waiting for each in ROUNDS if each.waiting)]
MOMENTS = [
    datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
    datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 12, tzinfo=UTC),
    datetime(2026, 6, 30, 23, 15, 0, 1, tzinfo=UTC),
]


@pytest.fixture
def world():
    return World()


class Recorder:
    """A round that notes when it was gone; ``problems`` are raised one at a time."""

    def __init__(self, *problems):
        self.at, self.problems = [], list(problems)

    def __call__(self, *, at):
        self.at.append(at)
        if self.problems:
            raise self.problems.pop(0)
        return 1

    __name__ = "recorder"


@pytest.fixture
def only(monkeypatch):
    def use(*rounds_of_it):
        monkeypatch.setattr(actions, "ROUNDS", rounds_of_it)

    return use


def test_a_round_is_gone_once_in_its_time(world, only):
    recorder = Recorder()
    only(Round(recorder, every=HOUR))
    at = world.now
    for number in (0, 1, 60, 119, 120, 121, 239, 240):
        sweep_what_is_due(at=at + number * PASS)
    assert recorder.at == [at, at + HOUR, at + 2 * HOUR]


def test_many_clocks_go_it_once(world, only):
    recorder = Recorder()
    only(Round(recorder, every=HOUR))
    for late in range(5):
        sweep_what_is_due(at=world.now + late * timedelta(seconds=1))
    assert len(recorder.at) == 1


@pytest.mark.parametrize("problem", [ValueError("nobody foresaw it"), Unfinished(1)])
def test_one_that_failed_is_gone_again_at_the_next_pass(world, only, problem):
    recorder = Recorder(problem)
    only(Round(recorder, every=HOUR))
    moments = [world.now + number * PASS for number in range(3)]
    for at in moments:
        sweep_what_is_due(at=at)
    assert recorder.at == moments[:2]


def test_a_failed_round_stops_no_other(world, only):
    sound, bad = Recorder(), Recorder(ValueError("nobody foresaw it"))
    bad.__name__ = "bad"
    only(Round(bad, every=HOUR), Round(sound, every=HOUR))
    assert sweep_what_is_due(at=world.now).alerts == 1
    assert sound.at == [world.now]


def test_a_clock_that_stepped_back_silences_no_round(world, only):
    recorder = Recorder()
    only(Round(recorder, every=HOUR))
    for at in (world.now + timedelta(days=2), world.now, world.now + PASS):
        sweep_what_is_due(at=at)
    assert recorder.at == [world.now + timedelta(days=2), world.now]


def test_a_round_for_which_nothing_waits_is_not_gone(world, only):
    recorder = Recorder()
    only(Round(recorder, waiting=rounds._undelivered))
    world.received()
    sweep_what_is_due(at=world.now)
    assert recorder.at == []
    Notice.objects.update(undelivered_at=world.now)
    moments = [world.now + PASS, world.now + 2 * PASS]
    for at in moments:
        sweep_what_is_due(at=at)
    assert recorder.at == moments


def test_a_sweep_by_hand_goes_every_round_whenever_it_was_gone_last(world, only):
    recorder = Recorder()
    only(Round(recorder, every=HOUR))
    sweep_what_is_due(at=world.now)
    sweep(at=world.now + PASS)
    assert recorder.at == [world.now, world.now + PASS]


def test_a_row_that_cannot_be_worked_on_stops_no_other_and_is_tried_again(world):
    tried = []

    def act(row, *, at):
        tried.append(row)
        return 1 // row

    with pytest.raises(Unfinished) as raised:
        rounds._each([1, 0, 1], act, at=world.now)
    assert raised.value.done == 2
    assert tried == [1, 0, 1]


def test_what_is_kept_of_a_round_fits_and_belongs_to_no_other():
    names = [each.name for each in ROUNDS]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= Heartbeat._meta.get_field("name").max_length


@pytest.mark.parametrize("at", MOMENTS)
def test_the_question_is_as_if_it_had_been_written_for_the_moment(at):
    question, values = written(tuple(KINDS))
    now, its_values = written.__wrapped__(KINDS, at)
    assert question == now
    assert [moved(value, at) for value in values] == its_values


def test_the_question_finds_what_is_due(world):
    world.received()
    world.every_stage()
    for months in (0, 1, 12):
        at = world.now + timedelta(days=30 * months)
        found = waits(KINDS, at=at)
        assert found == [rows(at).exists() for rows in KINDS]
        assert months == 0 or any(found)


def test_undelivered_mail_is_told_at_the_next_pass_of_the_clock(world):
    world.received()
    sweep_what_is_due(at=world.now)
    notice = Notice.objects.filter(person=world.spoc).first()
    Notice.objects.filter(pk=notice.pk).update(undelivered_at=world.now)
    sweep_what_is_due(at=world.now + PASS)
    assert Notice.objects.filter(alert__kind="undelivered").exists()


def test_a_pass_that_finds_nothing_asks_next_to_nothing(world):
    sweep_now(now=lambda: world.now)
    later = world.now + PASS
    with CaptureQueriesContext(connection) as asked:
        assert sweep_now(now=lambda: later)
    asking = [each["sql"] for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    # Two heartbeats with who acts around each, the lock, how the rounds stand, and one question for each kind
    assert len(asking) <= 14, "\n".join(asking)
