import pytest
from django.utils import timezone

from tests.world import World


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def today(db):
    """A world of the present moment, for pages: they read the clock themselves."""
    return World(timezone.now().replace(microsecond=0))


@pytest.fixture
def facilitator(client, today):
    """A browser in which the facilitator of today's world has signed in."""
    client.force_login(today.facilitator)
    return client
