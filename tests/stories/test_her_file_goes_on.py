"""What was promised to her goes on when her file is opened again."""

import pytest

from iss import actions as hers
from tests.world import DAY, World


@pytest.fixture
def world(db):
    return World()


def running(file):
    return set(file.deadlines.running().values_list("promise", flat=True))


def test_what_was_promised_to_her_goes_on_when_her_file_is_reopened(world):
    file = world.her_contacted(world.her_file(world.suitable()))
    before = running(file)
    hers.close_file(file, because="Her decision.", by=world.iss_worker, at=world.now + DAY)
    hers.reopen_file(file, by=world.iss_worker, at=world.now + 10 * DAY)
    assert running(file) == before
    assert {"commence_her", "end_measures", "follow_up_measures"} <= before


def test_support_is_owed_to_her_who_comes_back_after_he_was_found_suitable(world):
    him = world.pending()
    file = world.her_contacted(world.her_file(him))
    hers.close_file(file, because="Her decision.", by=world.iss_worker, at=world.now)
    world.suitable(him)
    file = world.her_file(him)
    hers.reopen_file(file, by=world.iss_worker, at=world.now + DAY)
    assert {"commence_her", "initial_measures"} <= running(file)
