import pytest
from django.utils import timezone

from accounts.models import User
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


@pytest.fixture
def pair(world):
    return another_pair(world)


def another_pair(world):
    """Another man and another woman who lead groups of the area."""
    leads = {}
    for name, sex in (("lead_man", "man"), ("lead_woman", "woman")):
        leads[name] = User.objects.create_user(
            f"{name}@test.example",
            name=f"Second {sex}",
            role="facilitator",
            organisation=world.facilitator.organisation,
            sex=sex,
        )
        leads[name].areas.set([world.area])
    return leads
