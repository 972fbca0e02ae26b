"""What two people do to one report at the same moment."""

import pytest

from accounts.refusal import Refused
from joint.actions import contribute, issue_report
from joint.models import Report
from tests.programme.test_at_once import at_once
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_of_two_who_issue_a_report_at_once_the_second_is_refused():
    world = World()
    him = world.on_programme()
    contribute(him, kind="midway", nil=True, by=world.iss_worker, at=world.now)

    def issue(person):
        return lambda: issue_report(him, kind="midway", body=person.name, by=person, at=world.now)

    issued = at_once(issue(world.facilitator), issue(world.manager))
    (refused,) = [answer for answer in issued if isinstance(answer, Refused)]
    (report,) = [answer for answer in issued if isinstance(answer, Report)]
    assert "already been issued" in str(refused)
    assert Report.objects.get().body == report.body
