"""One connection to the mail server for the mails of a batch, before a server that takes mails by the real protocol."""

import time

import pytest

from alerts import delivery
from alerts.models import Notice
from outbox.points import reach
from tests.faults.receiver import Mood, Receiver
from tests.world import World


@pytest.fixture
def receiver(settings):
    receiver = Receiver()
    settings.EMAIL_BACKEND = "outbox.relay.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", receiver.mail_port, False
    yield receiver
    receiver.refuse()


@pytest.fixture
def world(db):
    world = World()
    world.received(), world.received()
    return world


def deliver(world):
    return delivery.deliver_batch(at=world.now, now=lambda: world.now)


def test_the_mails_of_a_batch_leave_through_one_connection(world, receiver):
    unsent = Notice.objects.to_mail(world.now).count()
    assert deliver(world) == unsent > 2
    assert list(receiver.taken.values()) == [1] * unsent
    assert len(receiver.lines) == 1


def test_a_server_that_hangs_up_between_two_mails_costs_no_attempt(world, receiver, monkeypatch):
    unsent = Notice.objects.to_mail(world.now).count()

    def hung_up(point):
        if point == "before_send":
            receiver.hang_up()
            time.sleep(0.05)
        reach(point)

    monkeypatch.setattr(delivery, "reach", hung_up)
    assert deliver(world) == unsent
    assert list(receiver.taken.values()) == [1] * unsent
    assert len(receiver.lines) == unsent
    assert set(Notice.objects.exclude(mailed_at=None).values_list("attempts", flat=True)) == {1}


def test_after_a_fault_the_next_mail_opens_another_connection(world, receiver):
    unsent = Notice.objects.to_mail(world.now).count()
    receiver.reset(Mood(errors=1.0))
    assert deliver(world) == 0
    assert len(receiver.lines) == unsent
    assert not receiver.taken
