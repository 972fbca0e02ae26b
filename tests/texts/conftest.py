import pytest

from accounts.models import Organisation
from tests.world import World

from .notify import API_KEY, FakeNotify

OURS = "0121 496 0999"


@pytest.fixture
def world(db, settings, tmp_path):
    settings.TEXT_FOLDER, settings.NOTIFY_API_KEY = tmp_path / "texts", ""
    Organisation.objects.filter(kind="my_time").update(phone=OURS)
    return World()


@pytest.fixture
def notify(settings):
    fake = FakeNotify()
    settings.NOTIFY_API_KEY, settings.NOTIFY_BASE_URL = API_KEY, fake.url
    settings.NOTIFY_TEXT_TEMPLATE = settings.NOTIFY_LETTER_TEMPLATE = "b0a7a7a0-0000-4000-8000-000000000001"
    yield fake
    fake.stop()
