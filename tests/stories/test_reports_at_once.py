"""What two people do to one report at the same moment."""

import pytest

from accounts.refusal import Refused
from joint.actions import Came, send_report
from joint.models import IssuedPaper, Report
from tests.joint.reporting import begun
from tests.programme.test_at_once import at_once
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_of_two_who_issue_a_report_at_once_the_second_is_refused():
    world = World()
    report = begun(world, world.on_programme())

    def send(person):
        return lambda: send_report(report, by=person, at=world.now)

    came = at_once(send(world.facilitator), send(world.manager))
    (refused,) = [answer for answer in came if isinstance(answer, Refused)]
    assert Came.ISSUED in came
    assert "already been issued" in str(refused)
    assert Report.objects.get().issued_at == world.now
    assert IssuedPaper.objects.count() == 1
