"""Mails that were never tried go together: one that goes wrong, a death, a fault or the time in their middle."""

import smtplib
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail as outbox_of_tests
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alerts import delivery
from alerts.channels import ByMailServer, message_id, reference
from alerts.models import Notice
from outbox import delivering
from tests.world import World

MIDDLE = 2


class Died(BaseException):
    """As a process dies: nothing of ours is run any more."""


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def due(world):
    world.received(), world.received()
    found = list(Notice.objects.to_mail(world.now).select_related("person"))
    assert settings.DELIVERED_TOGETHER >= len(found) > MIDDLE + 1
    return found


def deliver(at):
    return delivery.deliver_batch(at=at, now=lambda: at)


def again(notices):
    return [Notice.objects.get(pk=notice.pk) for notice in notices]


def sent():
    return [message.extra_headers["Message-ID"] for message in outbox_of_tests.outbox]


def once_each(due):
    return sorted(sent()) == sorted(message_id(reference(notice)) for notice in due)


@pytest.fixture
def at_send(monkeypatch):
    """Something happens where the mail of a number is sent, counted from 0; it may raise."""

    def at(number, happens):
        calls = []

        def send_messages(_backend, messages):
            calls.append(messages)
            if len(calls) - 1 == number:
                happens()
            outbox_of_tests.outbox.extend(messages)
            return len(messages)

        monkeypatch.setattr(EmailBackend, "send_messages", send_messages)

    return at


def breaks_the_transaction():
    with connection.cursor() as cursor:
        cursor.execute("select 1 / 0")


def refused():
    raise smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"no such user")})


def unforeseen():
    raise ValueError("nobody foresaw it")


@pytest.mark.parametrize("happens", [refused, unforeseen, breaks_the_transaction])
def test_a_poisoned_row_in_the_middle_stops_nobody_else(world, due, at_send, happens):
    at_send(MIDDLE, happens)
    while deliver(world.now):
        pass
    bad, others = due[MIDDLE], [one for one in due if one != due[MIDDLE]]
    assert once_each(others)
    assert all(one.mailed_at == world.now and one.lease_until is None for one in again(others))
    assert {one.attempts for one in again(others)} == {1}
    [bad] = again([bad])
    assert (bad.mailed_at, bad.attempts) == (None, 1)
    assert bad.last_error
    assert bad.lease_until == world.now + settings.DELIVERY_WAIT


def test_a_death_in_the_middle_has_each_of_them_asked_about_and_none_sent_twice(
    world, due, at_send, monkeypatch
):
    def dies():
        raise Died

    at_send(MIDDLE, dies)
    with pytest.raises(Died):
        deliver(world.now)
    assert {one.mailed_at for one in again(due)} == {None}
    assert {one.attempts for one in again(due)} == {1}
    assert deliver(world.now + settings.DELIVERY_LEASE / 2) == 0
    asked = []
    monkeypatch.setattr(ByMailServer, "was_taken", lambda _self, name: asked.append(name) or taken(name))

    def taken(name):
        return message_id(name) in sent()

    assert deliver(world.now + settings.DELIVERY_LEASE * 1.1) == len(due)
    assert asked == [reference(notice) for notice in due]
    assert once_each(due)


def test_a_server_that_goes_away_in_the_middle_counts_against_none_of_the_rest(world, due, monkeypatch):
    opened, really = [], EmailBackend.open

    def away(backend):
        opened.append(backend)
        if len(opened) == MIDDLE + 1:
            raise ConnectionRefusedError
        return really(backend)

    monkeypatch.setattr(EmailBackend, "open", away)
    assert deliver(world.now) == MIDDLE
    assert [one.attempts for one in again(due)] == [1] * MIDDLE + [0] * (len(due) - MIDDLE)
    assert [bool(one.mailed_at) for one in again(due)] == [True] * MIDDLE + [False] * (len(due) - MIDDLE)
    first, *rest = again(due)[MIDDLE:]
    assert (first.last_error, first.lease_until) == (
        "ConnectionRefusedError",
        world.now + settings.DELIVERY_WAIT,
    )
    assert {one.lease_until for one in rest} == {None}
    deliver(world.now + settings.DELIVERY_WAIT)
    assert once_each(due)


def test_none_begins_in_the_last_half_of_the_lease_and_the_rest_is_given_back(world, due, at_send):
    at = [world.now]

    def takes_long():
        at[0] += settings.DELIVERY_LEASE * 0.6

    at_send(MIDDLE, takes_long)
    assert delivery.deliver_batch(at=world.now, now=lambda: at[0]) == MIDDLE + 1
    assert once_each(due[: MIDDLE + 1])
    rest = again(due[MIDDLE + 1 :])
    assert {(one.attempts, one.lease_until) for one in rest} == {(0, None)}
    assert deliver(at[0]) == len(rest)
    assert once_each(due)


def test_each_keeps_the_moment_at_which_it_left(world, due):
    moments = (world.now + number * timedelta(milliseconds=1) for number in range(1000))
    delivery.deliver_batch(at=world.now, now=lambda: next(moments))
    kept = [one.mailed_at for one in again(due)]
    assert kept == sorted(set(kept))


def test_what_was_tried_before_goes_alone(world, due, monkeypatch):
    groups = []
    send = delivering._send

    def noted(post, pks, *rest):
        groups.append(pks)
        return send(post, pks, *rest)

    monkeypatch.setattr(delivering, "_send", noted)
    Notice.objects.filter(pk=due[MIDDLE].pk).update(attempts=1)
    deliver(world.now)
    keys = [notice.pk for notice in due]
    assert groups == [keys[:MIDDLE], [keys[MIDDLE]], keys[MIDDLE + 1 :]]


def test_they_share_their_transactions(world, due):
    deliver(world.now)
    with CaptureQueriesContext(connection) as few:
        Notice.objects.filter(pk=due[0].pk).update(mailed_at=None, attempts=0)
        assert deliver(world.now) == 1
    with CaptureQueriesContext(connection) as many:
        Notice.objects.filter(pk__in=[one.pk for one in due]).update(mailed_at=None, attempts=0)
        assert deliver(world.now) == len(due)
    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_one_that_somebody_is_changing_is_waited_for_with_no_other_in_hand(at_send, monkeypatch, when):
    """Two who hold a row each and wait for the other's would be parted by the server, with mails unmarked."""
    world = World(timezone.now())
    world.received()
    at = timezone.now()
    due = list(Notice.objects.to_mail(at))
    other = connections["default"].copy()
    other.inc_thread_sharing()

    def opens():
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("update alerts_notice set seen_at = now() where id = %s", [due[0].pk])
            assert cursor.rowcount == 1
        threading.Timer(0.5, other.rollback).start()

    if when == "before":
        claim = delivering._claim
        monkeypatch.setattr(delivering, "_claim", lambda *given: (claim(*given), opens())[0])
    else:
        at_send(0, opens)
    deliver(at)
    monkeypatch.undo()
    assert all(one.mailed_at for one in again(due)[1:])
    assert again(due)[0].attempts == (0 if when == "before" else 1)
    deliver(timezone.now())
    assert again(due)[0].mailed_at
    assert once_each(due)
    other.close()
    connection.close()
