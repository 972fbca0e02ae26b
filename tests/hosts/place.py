"""Servers with the product's own times, and the people who work on them."""

import os

from tests.faults.arena import SCALED, Arena

from .evenings import PEOPLE, evenings

TOKEN = "hosts"


class Place(Arena):
    """``groups``: each with the man who leads it, ``referrers``: social workers; as many of each as ``people``."""

    def __init__(self, folder, *, people=PEOPLE):
        super().__init__(folder)
        self.many = people

    def _environment(self):
        super()._environment()
        for name in SCALED:
            del os.environ[name]
        # Web processes count their answers and questions together, for /metrics
        counted = self.folders.root / "counted"
        counted.mkdir(parents=True, exist_ok=True)
        for left in counted.iterdir():
            left.unlink()
        os.environ |= {"DVPP_METRICS_TOKEN": TOKEN, "PROMETHEUS_MULTIPROC_DIR": str(counted)}

    def _people(self):
        from accounts.models import User
        from programme.models import Group

        with self.as_system():
            if Group.objects.count() < self.many:
                evenings(self.many)
            self.template = self._found()
            self.groups = list(Group.objects.order_by("pk").select_related("lead_man", "area")[: self.many])
            self.referrers = list(User.objects.filter(email__startswith="referrer").order_by("pk"))
            self._quiet()
