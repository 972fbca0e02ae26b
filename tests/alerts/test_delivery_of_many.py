"""A thousand mails that wait: what one group of them costs does not grow with the others."""

import pytest
from django.conf import settings
from django.db import connection

from alerts import delivery
from alerts.models import Notice
from outbox.delivering import BATCH
from tests.world import World

pytestmark = pytest.mark.django_db
WAITING = 1000
# The database knows nothing yet of the rows that came just now, as after a sweep that found many broken
MANY = """
    with told as (
        insert into alerts_alert (kind, key, about_model, about_id, because, at)
        select kind, key || ':' || number, about_model, about_id, because, at
        from (select * from alerts_alert order by id limit 1) as one, generate_series(1, %s) as number returning id
    )
    insert into alerts_notice
        (alert_id, person_id, reference, path, must_acknowledge, mail_due_at, attempts, last_error)
    select told.id, person_id, reference, path, false, mail_due_at, 0, ''
    from told, (select * from alerts_notice where mail_due_at is not null order by id limit 1) as one
"""
LOOKED_AT = """
    select coalesce(sum(seq_tup_read + idx_tup_fetch), 0)
    from pg_stat_xact_user_tables where relname = 'alerts_notice'
"""


def looked_at():
    with connection.cursor() as cursor:
        cursor.execute(LOOKED_AT)
        return cursor.fetchone()[0]


def test_a_group_is_begun_sent_and_marked_without_looking_at_all_that_wait():
    world = World()
    world.received()
    with connection.cursor() as cursor:
        cursor.execute(MANY, [WAITING])
    assert Notice.objects.to_mail(world.now).count() > WAITING
    before = looked_at()
    assert delivery.deliver_batch(at=world.now, now=lambda: world.now) == BATCH
    groups = BATCH / settings.DELIVERED_TOGETHER
    assert BATCH < looked_at() - before < 10 * WAITING * groups
