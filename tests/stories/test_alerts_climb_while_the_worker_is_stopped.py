"""An alert that nobody acknowledges climbs at the stated minutes, by real processes that are killed in between.

A worker of its own serves a database of its own; the bell is rung as the clock rings it every minute. The site runs on
the real clock, so what goes by is arranged: every moment in the tables moves into the past.
"""

import os
import signal
import subprocess
import sys
import time

import pytest

from dvpp.stack.embedded import Embedded
from dvpp.stack.folders import PROJECT, Folders
from tests.stack.migrated import copy_to

ARRANGE = """
from django.utils import timezone
from iss.actions import allocate, raise_distress
from tests.world import World
world = World(timezone.now())
him = world.pending()
file = world.her_file(him)
allocate(file, worker=world.iss_worker, by=world.iss_manager, at=world.now)
file = world.her_file(him)
world._person("second_worker", "iss_worker", file.provider.name, (), "", "")
raise_distress(file, session_day=world.now.date(), key="one", at=timezone.now())
"""
RING = "from monitoring.tasks import sweep; sweep.apply_async(ignore_result=True)"
PASS = "from tests.browser.clock import let_minutes_pass; let_minutes_pass({minutes})"
TOLD = """
import time
from alerts.models import Notice
def told():
    rows = Notice.objects.filter(alert__kind__in=["distress", "unanswered"]).order_by("pk")
    return [email.partition("@")[0] for email in rows.values_list("person__email", flat=True)]
end = time.monotonic() + {wait}
while len(told()) < {number} and time.monotonic() < end:
    time.sleep(0.2)
print(" ".join(told()))
"""
ACKNOWLEDGE = """
from django.utils import timezone
from accounts.models import User
from alerts.actions import acknowledge
manager = User.objects.get(email="iss_manager@test.example")
acknowledge(manager.notices.get(alert__kind="distress"), by=manager, at=timezone.now())
"""


class Service:
    """Servers and commands of one data folder, and one worker that comes and goes."""

    def __init__(self, folder):
        self.folders = Folders(folder)
        self.servers = Embedded(self.folders, durable=False, environment={})
        self.servers.enter()
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DVPP_", "DJANGO_", "PYTEST_"))}
        self.environment = {
            **{k: v for k, v in kept.items() if k not in {"DATABASE_URL", "REDIS_URL"}},
            "DVPP_DATA": str(self.folders.root),
            # Every ring is heard: what lies between them here is moved, not waited for
            "DVPP_SWEEP_EVERY_SECONDS": "0",
        }
        self.worker = None

    def manage(self, *command, owner=False):
        role = {"DVPP_DB_ROLE": "owner"} if owner else {}
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=PROJECT,
            env=self.environment | role,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    def does(self, python, **options):
        return self.manage("shell", "--no-imports", "-c", python, **options)

    def start_the_worker(self):
        command = [sys.executable, "-m", "celery", "-A", "dvpp.celery", "worker", "--concurrency", "1"]
        with open(self.folders.root / "worker.log", "ab") as log:
            self.worker = subprocess.Popen(
                [*command, "--without-gossip", "--without-mingle"],
                cwd=PROJECT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill_the_worker(self):
        if self.worker:
            os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
            self.worker = None

    def ring(self):
        self.does(RING)

    def told(self, number, wait=60):
        return self.does(TOLD.format(number=number, wait=wait)).split()

    def let_pass(self, minutes):
        self.does(PASS.format(minutes=minutes), owner=True)


@pytest.fixture
def service(tmp_path, db):
    service = Service(tmp_path / "data")
    copy_to(service.folders)
    yield service
    service.kill_the_worker()
    service.servers.leave()


def test_the_next_are_told_at_their_minutes_though_the_worker_is_killed_in_between(service):
    service.does(ARRANGE)
    service.start_the_worker()
    service.ring()
    assert service.told(2, wait=5) == ["iss_worker"]

    service.let_pass(20)
    service.ring()
    assert service.told(2) == ["iss_worker", "second_worker"]

    service.kill_the_worker()
    service.let_pass(40)
    service.ring()
    assert service.told(3, wait=2) == ["iss_worker", "second_worker"]

    service.start_the_worker()
    service.ring()
    everybody = service.told(3)
    assert sorted(everybody) == ["iss_manager", "iss_worker", "second_worker"]

    service.does(ACKNOWLEDGE)
    service.let_pass(300)
    service.ring()
    time.sleep(3)
    assert service.told(4, wait=5) == everybody
