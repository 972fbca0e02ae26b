"""Fact, clocks, alerts and trail stand or fall together."""

import pytest

from alerts import actions as alerts
from alerts.models import Alert
from audit.models import Entry
from referrals import actions as his
from referrals.models import StatusChange
from tests.world import NOON, World, fresh

pytestmark = pytest.mark.django_db


class Broken(Exception):
    pass


def breaks(*args, **kwargs):
    raise Broken


@pytest.mark.parametrize(
    "where",
    [
        "referrals.actions.closure.record",
        "referrals.actions.closure.raise_alert",
        "referrals.actions.closure.clocks.stop",
    ],
)
def test_when_one_part_of_a_closure_fails_nothing_of_it_has_happened(monkeypatch, where):
    world = World()
    referral = world.contacted()
    before = (StatusChange.objects.count(), Alert.objects.count(), Entry.objects.count())
    monkeypatch.setattr(where, breaks)
    with pytest.raises(Broken):
        his.close(referral, reason="withdrew", by=world.facilitator, at=NOON)
    referral = fresh(referral)
    assert (referral.status, referral.closed_date) == ("contacted", None)
    assert referral.deadlines.running().count() == 1
    assert (StatusChange.objects.count(), Alert.objects.count(), Entry.objects.count()) == before


def test_the_application_can_add_to_the_trail_and_never_change_it():
    from django.db import DatabaseError, connection, transaction

    World().received()
    for sql in ("update audit_entry set act = 'x'", "delete from audit_entry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_the_same_alert_raised_twice_is_told_once():
    world = World()
    referral = world.received()
    raised = [
        alerts.raise_alert("status", about=referral, to=["referrer"], key="the same", at=NOON)
        for _ in range(2)
    ]
    assert [alert is not None for alert in raised] == [True, False]
    assert world.social_worker.notices.filter(alert__key="the same").count() == 1
