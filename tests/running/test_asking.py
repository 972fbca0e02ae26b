"""What the clock asks of promises is read off their indexes, however many there were: nothing grows with them."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from monitoring import chasing
from monitoring.actions import DUE
from monitoring.asking import waits
from referrals.models import Deadline
from tests.world import DAY, World

pytestmark = pytest.mark.django_db
# As in a region of some years: of the first half, long due, all are settled, and the database does not know it. It takes
# them for a quarter of all, as if it were chance which are settled and which were due
MANY = """
    insert into referrals_deadline (promise, rule_id, started_at, due_at, remind_at, missed_at, excused_because, referral_id)
    select 'of a kind ' || number, rule_id, %(at)s - interval '60 days', %(at)s + moment, %(at)s + moment, case when past then %(at)s end, '', referral_id
    from (select * from referrals_deadline limit 1) as one,
        lateral (select number, number %% 2 = 0 as past, number * interval '1 minute' as length from generate_series(1, 40000) as number) as each,
        lateral (select case when past then -length else length + interval '10 days' end as moment) as moments
"""


@pytest.fixture
def world():
    world = World()
    world.acknowledged()
    Deadline.objects.update(due_at=world.now + 9 * DAY, remind_at=None)
    with connection.cursor() as cursor:
        cursor.execute(MANY, {"at": world.now})
        cursor.execute("reset role")
        cursor.execute("analyze referrals_deadline")
        cursor.execute("set role dvpp_service")
    return world


def explained(asked):
    with connection.cursor() as cursor:
        for each in asked:
            cursor.execute(f"explain {each['sql']}")
            yield "\n".join(row[0] for row in cursor.fetchall())


def test_a_pass_reads_the_promises_off_their_indexes(world):
    with CaptureQueriesContext(connection) as asked:
        assert not any(waits(DUE, at=world.now))
    [plan] = explained(asked)
    assert "Seq Scan on referrals_deadline" not in plan
    assert "using referrals_deadline_due" in plan
    assert "using referrals_deadline_soon" in plan


def test_so_are_those_that_are_due(world):
    for rows, moment in ((Deadline.objects.overdue, "due_at"), (Deadline.objects.to_remind, "remind_at")):
        with CaptureQueriesContext(connection) as asked:
            assert list(chasing._keys(rows(world.now), moment)) == []
        [plan] = explained(asked)
        assert "Seq Scan" not in plan


def test_without_the_order_they_would_be_read_whole(world):
    """Or the two above show nothing."""
    settled = Q(missed_at__isnull=False)
    assert Deadline.objects.filter(settled).count() == 20_000
    with CaptureQueriesContext(connection) as asked:
        assert not Deadline.objects.overdue(world.now).exists()
    [plan] = explained(asked)
    assert "Seq Scan on referrals_deadline" in plan
