"""While sharing is stopped his distress is the managers' affair, also when it is reminded of."""

from datetime import timedelta

import pytest

from alerts.models import Alert
from iss import actions as hers
from joint.actions import flag_counter_allegation, flag_distress
from monitoring.actions import sweep
from programme.models import Session
from tests.world import HOUR, World


@pytest.fixture
def world(db):
    return World()


def test_a_distress_alert_is_the_managers_affair_alone_while_sharing_is_stopped(world):
    him = world.on_programme()
    session = Session.objects.order_by("starts_at").first()
    world.register(session, {him: "attended"})
    file = world.her_file(him)
    hers.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=world.now)
    flag_counter_allegation(him, by=world.manager, at=world.now)
    at = session.starts_at + 2 * HOUR
    flag_distress(him.attendances.select_related("referral", "session").get(), by=world.facilitator, at=at)
    for minutes in (31, 61):
        sweep(at=at + timedelta(minutes=minutes))
    about = Alert.objects.filter(about_model="iss.partnerfile", because__startswith="Answer the distress")
    assert about.count() == 2
    assert not world.iss_worker.notices.filter(alert__in=about).exists()
    assert world.iss_manager.notices.filter(alert__in=about).count() == 2
