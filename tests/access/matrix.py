"""The world of the access matrix: its people, one file of every stage, and an address of every named URL."""

import importlib
import pkgutil
from tempfile import TemporaryDirectory

from django.test import override_settings
from django.utils import timezone

from tests import access
from tests.access.doors import addresses, no_log
from tests.access.policy import PERSONAS
from tests.world import World


def rows():
    """All rows of the rooms: {url name: Row}."""
    found = {}
    for module in pkgutil.iter_modules(access.__path__):
        if module.name.startswith("rows_"):
            found |= importlib.import_module(f"tests.access.{module.name}").ROWS
    return found


def expected(row, persona):
    if persona in row.who or row.public:
        return row.status
    return 404 if persona in row.hidden_from else 403


class Matrix:
    """For a TestCase: ``world``, ``rows`` and ``addresses``, each thing made once for all tests of the class."""

    @classmethod
    def setUpTestData(cls):
        cls.world = World(timezone.now()).every_stage()
        cls.rows = rows()
        cls.files = cls.enterClassContext(TemporaryDirectory())
        with override_settings(MEDIA_ROOT=cls.files):
            cls.addresses = addresses(cls.rows, cls.world)

    def setUp(self):
        self.signed_in = None
        self.enterContext(no_log())
        # What the rows uploaded lies where it was put before the first test
        self.enterContext(self.settings(MEDIA_ROOT=self.files))

    def sign_in(self, persona):
        if persona != self.signed_in:
            self.client.force_login(getattr(self.world, persona))
            self.signed_in = persona

    def cells(self):
        """(url name, row, address, persona, its person) of the whole matrix."""
        for persona in sorted(PERSONAS):
            person = getattr(self.world, persona)
            for name, row in sorted(self.rows.items()):
                yield name, row, self.addresses[name], persona, person
