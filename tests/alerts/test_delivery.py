"""The rule by which mails leave: lease, begin, ask, send, mark."""

import smtplib
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail as outbox_of_tests
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections
from django.utils import timezone

from alerts import channels, delivery
from alerts.channels import ByMailServer, message_id, reference
from alerts.models import Notice
from monitoring.actions import sweep
from outbox.delivering import wait_after
from outbox.failures import Failed
from outbox.points import reach
from tests.world import World

MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def due(world):
    """Some notices to different people, all unsent."""
    world.received(), world.received()
    return list(Notice.objects.filter(mailed_at=None).exclude(mail_due_at=None).order_by("mail_due_at", "pk"))


def deliver(at):
    return delivery.deliver_batch(at=at, now=lambda: at)


def again(notice):
    return Notice.objects.get(pk=notice.pk)


class FailsFor:
    """A mail server that raises ``problem`` for one address."""

    def __init__(self, monkeypatch, address, problem):
        self.tried = 0

        def send_messages(backend, messages):
            if messages[0].to == [address]:
                self.tried += 1
                raise problem
            outbox_of_tests.outbox.extend(messages)
            return len(messages)

        monkeypatch.setattr(EmailBackend, "send_messages", send_messages)


@pytest.mark.parametrize(
    "problem",
    [smtplib.SMTPServerDisconnected("lost"), ValueError("nobody foresaw it"), AttributeError("nor this")],
)
def test_one_poisoned_row_never_stops_the_rest(world, due, monkeypatch, problem):
    bad = due[0]
    FailsFor(monkeypatch, bad.person.email, problem)
    deliver(world.now)
    assert again(bad).mailed_at is None
    assert again(bad).last_error == type(problem).__name__
    others = [one for one in due if one.person_id != bad.person_id]
    assert others
    assert all(again(one).mailed_at for one in others)


def test_a_row_waits_longer_after_every_failure(world, due, monkeypatch):
    server = FailsFor(monkeypatch, due[0].person.email, smtplib.SMTPServerDisconnected("lost"))
    at, moments = world.now, []
    for _ in range(40):
        before = server.tried
        deliver(at)
        if server.tried > before:
            moments.append(at)
        at += MINUTE
    waits = [later - earlier for earlier, later in pairwise(moments)]
    assert waits[:5] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 16 * MINUTE]
    assert wait_after(50) == timedelta(hours=1)


def test_every_attempt_has_the_same_message_id_and_two_notices_have_two(world, due):
    assert reference(due[0]) == reference(again(due[0]))
    assert len({reference(one) for one in due}) == len(due)
    deliver(world.now)
    sent = {message.extra_headers["Message-ID"] for message in outbox_of_tests.outbox}
    assert sent == {message_id(reference(one)) for one in due}


def test_any_later_attempt_asks_first_and_does_not_send_what_was_taken(world, due, monkeypatch):
    FailsFor(monkeypatch, due[0].person.email, smtplib.SMTPServerDisconnected("after it was taken"))
    deliver(world.now)
    asked = []
    monkeypatch.setattr(ByMailServer, "was_taken", lambda _self, name: asked.append(name) or True)
    outbox_of_tests.outbox.clear()
    deliver(world.now + 2 * MINUTE)
    assert reference(due[0]) in asked
    assert outbox_of_tests.outbox == []
    assert again(due[0]).mailed_at


def test_when_the_log_cannot_be_asked_nothing_is_sent_blindly(settings, world, due):
    settings.MAIL_LOG_URL = "http://127.0.0.1:9/log"
    Notice.objects.filter(pk=due[0].pk).update(attempts=1)
    with pytest.raises(Failed):
        channels.ByMailServer().was_taken("x")
    deliver(world.now)
    assert again(due[0]).mailed_at is None
    assert again(due[0]).last_error.startswith("The log of mails")


def test_a_server_that_is_away_counts_against_no_row(world, due, monkeypatch):
    def away(_backend):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "open", away)
    for hour in range(30):
        assert deliver(world.now + timedelta(hours=hour)) == 0
    assert set(Notice.objects.filter(pk__in=[one.pk for one in due]).values_list("attempts", flat=True)) == {
        0
    }
    assert not Notice.objects.undelivered().exists()
    monkeypatch.undo()
    deliver(world.now + timedelta(hours=31))
    assert all(again(one).mailed_at for one in due)


def test_no_sending_begins_in_the_last_half_of_a_lease(settings, world, due):
    moments = iter([world.now + settings.DELIVERY_LEASE * 0.6] * 50)
    assert delivery.deliver_batch(at=world.now, now=lambda: next(moments)) == 0
    assert outbox_of_tests.outbox == []
    assert {again(one).lease_until for one in due} == {None}
    assert {again(one).attempts for one in due} == {0}


def test_a_row_of_which_processes_die_is_tried_less_and_less_and_given_up(settings, world, due):
    """Each attempt is kept before anything leaves, so that whoever dies of it leaves it behind."""
    bad = due[0]
    Notice.objects.filter(pk=bad.pk).update(attempts=settings.GIVEN_UP_AFTER)
    deliver(world.now)
    assert again(bad).undelivered_at == world.now
    references = [message.extra_headers["Message-ID"] for message in outbox_of_tests.outbox]
    assert message_id(reference(bad)) not in references
    assert len(references) == len(due) - 1


def test_an_address_that_does_not_exist_is_given_up_soon_and_those_who_can_help_are_told(
    world, due, monkeypatch
):
    bad = next(one for one in due if one.person == world.spoc)
    refusal = smtplib.SMTPRecipientsRefused({bad.person.email: (550, b"no such user")})
    FailsFor(monkeypatch, bad.person.email, refusal)
    for minute in range(10):
        deliver(world.now + minute * MINUTE)
    assert again(bad).undelivered_at
    sweep(at=world.now + 11 * MINUTE)
    told = Notice.objects.filter(alert__kind="undelivered")
    assert {one.person for one in told} == {world.manager, world.administrator}
    assert again(bad) in Notice.objects.visible_to(world.spoc)
    sweep(at=world.now + 12 * MINUTE)
    assert told.count() == 2


def test_a_lease_given_by_a_clock_that_was_ahead_holds_nobody_off(world, due):
    Notice.objects.filter(pk=due[0].pk).update(lease_until=world.now + timedelta(days=2))
    deliver(world.now)
    assert again(due[0]).mailed_at


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_while_somebody_stands_still_in_the_middle_of_sending_nobody_else_sends_it():
    """Past every lease: the row's lock is held until the one who stands still goes on or dies."""
    world = World(timezone.now())
    world.received()
    at = timezone.now()
    [first, *_] = Notice.objects.to_mail(at)
    with connections["default"].copy().cursor() as other:
        other.execute("begin")
        other.execute(
            "select pg_try_advisory_xact_lock(%s, %s)",
            [_kind_of_notices(), first.pk],
        )
        deliver(at)
        assert again(first).mailed_at is None
        deliver(at + timedelta(minutes=30))
        assert again(first).mailed_at is None
        other.execute("rollback")
        other.connection.close()
    deliver(at + timedelta(hours=2))
    assert again(first).mailed_at
    connection.close()


def _kind_of_notices():
    from zlib import crc32

    return crc32(b"alerts_notice") & 0x7FFFFFFF


def test_points_of_failure_do_nothing_unless_one_is_named(settings):
    settings.FAIL_AT = ""
    reach("sent")
    settings.FAIL_AT = "claimed:kill:1"
    reach("sent")
