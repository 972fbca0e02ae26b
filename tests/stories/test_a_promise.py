"""One promise from end to end, the model for a new one: begun, on his page, reminded of, missed, kept and counted.

All of it is read from one row. For another promise change the two lines below, the moments, and the act that keeps it.
"""

import pytest
from django.core import mail
from django.urls import reverse

from alerts.delivery import deliver_batch
from monitoring.actions import sweep
from monitoring.figures.quarter import Quarter
from monitoring.quarters.counting import promises
from referrals import actions as his
from tests.world import DAY, HOUR, NOON, World, fresh
from timescales.promises import Promise

PROMISE, PAGE = Promise.CONTACT_HIM, "log_contact"
HALF, DUE = NOON + DAY, NOON + 2 * DAY


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def him(world):
    return world.acknowledged()


def keep(world, him, at, two_way=True):
    his.log_contact(fresh(him), happened_at=at, channel="phone", two_way=two_way, by=world.facilitator, at=at)


def clock(him):
    return him.deadlines.get(promise=PROMISE)


def told(person, kind):
    notices = person.notices.filter(alert__kind=kind).values_list("alert__because", flat=True)
    return [words for words in notices if PROMISE.label in words]


def post(at):
    while deliver_batch(at=at, now=lambda: at):
        pass


def test_it_begins_and_his_page_says_what_to_do(client, world, him):
    assert clock(him).due_at == DUE
    client.force_login(world.facilitator)
    page = client.get(him.get_absolute_url()).content.decode()
    assert PROMISE.label in page
    assert reverse(PAGE, args=[him.pk]) in page


def test_who_owes_it_is_reminded_by_a_mail_that_says_nothing_of_him(world, him):
    post(NOON)
    mail.outbox.clear()
    sweep(at=HALF)
    assert told(world.facilitator, "promise_reminder")
    post(HALF)
    [sent] = [one for one in mail.outbox if one.to == [world.facilitator.email]]
    assert him.reference in sent.body
    assert him.man.last_name not in sent.subject + sent.body


def test_when_it_is_missed_the_managers_are_told_too_and_nobody_else(world, him):
    sweep(at=DUE)
    assert told(world.facilitator, "promise_missed")
    assert told(world.manager, "promise_missed")
    assert not told(world.social_worker, "promise_missed")
    assert not told(world.iss_worker, "promise_missed")


def test_an_attempt_leaves_it_open_and_contact_both_ways_keeps_it(world, him):
    keep(world, him, NOON + HOUR, two_way=False)
    assert clock(him).kept_at is None
    keep(world, him, NOON + 2 * HOUR)
    assert clock(him).kept_at == NOON + 2 * HOUR


@pytest.mark.parametrize(
    ("kept_at", "counted"), [(HALF, (1, 0, 0)), (DUE + HOUR, (0, 1, 0)), (None, (0, 0, 1))]
)
def test_the_quarter_counts_it_as_kept_late_or_not_kept(world, him, kept_at, counted):
    if kept_at:
        keep(world, him, kept_at)
    rows = promises(Quarter.of(NOON.date()), at=DUE + DAY)
    [row] = [row for row in rows if row.promise == PROMISE]
    assert (row.in_time, row.late, row.not_kept) == counted
