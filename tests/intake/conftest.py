import pytest
from django.utils import timezone

from tests.world import NOON, World

from .form import Referrer


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The site's clock stands still at the noon of the tests' world."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return NOON


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def referrer(client, world):
    return Referrer(client, world, at=NOON)
