import pytest

from tests.world import World


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def file(world):
    """Her file, released at noon."""
    return world.her_file(world.pending())
