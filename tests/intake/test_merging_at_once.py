"""Two people at the desk merge, or take back, the same referrals at the same moment: it is done once."""

import pytest

from accounts.refusal import Refused
from alerts.models import Alert
from intake.merging import merge, undo
from intake.models import Merge
from tests.programme.test_at_once import at_once
from tests.world import World, fresh

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_duplicate_is_merged_once_and_taken_back_once():
    world = World()
    first, again = world.contacted(), world.received()
    both = (world.spoc, world.manager)
    done = at_once(*[lambda by=by: merge(again, into=first, by=by, at=world.now) for by in both])
    refused = [each for each in done if isinstance(each, Refused)]
    assert len(refused) == 1
    assert "has been merged already" in str(refused[0])
    merged = Merge.objects.get()
    assert Alert.objects.filter(kind="merged", about_id=again.pk).count() == 1

    done = at_once(*[lambda by=by: undo(merged, by=by, at=world.now) for by in both])
    refused = [each for each in done if isinstance(each, Refused)]
    assert len(refused) == 1
    assert "has been taken back already" in str(refused[0])
    assert fresh(again).status == "received"


def test_two_referrals_merged_into_each_other_become_one():
    world = World()
    one, two = world.received(), world.received()
    done = at_once(
        lambda: merge(one, into=two, by=world.spoc, at=world.now),
        lambda: merge(two, into=one, by=world.manager, at=world.now),
    )
    assert sum(isinstance(each, Refused) for each in done) == 1
    assert {fresh(one).status, fresh(two).status} == {"merged", "received"}
