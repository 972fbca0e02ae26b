"""Servers and people of the matrix, promises that are due in any number, and the count of what became of them."""

import os
import time
from datetime import timedelta
from pathlib import Path

from dvpp.stack.embedded import Embedded
from dvpp.stack.folders import Folders
from dvpp.stack.postgres import Postgres

from .receiver import Receiver

# The lease and the waits of the product, a tenth and a sixtieth as long, so that hours fit into minutes
SCALED = {
    "DVPP_DELIVERY_LEASE_SECONDS": "4",
    "DVPP_DELIVERY_WAIT_SECONDS": "1",
    "DVPP_SWEEP_EVERY_SECONDS": "1",
    "DVPP_DELIVER_EVERY_SECONDS": "0.2",
    "DVPP_GIVEN_UP_AFTER": "40",
}
TOLD_OF_EACH = 10
NOTIFY_KEY = "test-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"


class CrashSafe(Postgres):
    """Commits outlive any death of the server's processes; no power is cut here, so the disk is not waited for."""

    def command(self):
        return [*super().command(), "-c", "fsync=off", "-c", "log_checkpoints=off"]


class Arena:
    def __init__(self, folder):
        self.folders = Folders(Path(folder))
        self.receiver = Receiver()
        self.servers = Embedded(self.folders, durable=True, environment={})
        self.servers.servers[0] = self.postgres = CrashSafe(self.folders)
        self.redis = self.servers.servers[1]

    def __enter__(self):
        self._environment()
        self.servers.enter()
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from accounts.identity import ask_as_the_service

        os.environ.pop("DVPP_DB_ROLE")
        call_command("migrate", verbosity=0)
        connection.settings_dict["OPTIONS"]["assume_role"] = "dvpp_app"
        ask_as_the_service()
        self._people()
        return self

    def __exit__(self, *_):
        self.disconnect()
        self.servers.leave()

    def _environment(self):
        for name in [n for n in os.environ if n.startswith(("DVPP_", "DJANGO_", "EMAIL_", "NOTIFY_"))]:
            del os.environ[name]
        for name in ("DATABASE_URL", "REDIS_URL"):
            os.environ.pop(name, None)
        os.environ |= SCALED | {
            "DJANGO_SETTINGS_MODULE": "dvpp.settings",
            "DVPP_DATA": str(self.folders.root),
            "DVPP_DB_ROLE": "owner",
            "DVPP_DEMO": "1",
            "DVPP_LOG_LEVEL": "CRITICAL",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.receiver.mail_port),
            "EMAIL_USE_TLS": "0",
            "DVPP_MAIL_LOG_URL": f"http://127.0.0.1:{self.receiver.log_port}/log",
            "NOTIFY_BASE_URL": f"http://127.0.0.1:{self.receiver.log_port}",
        }

    def _people(self):
        from django.utils import timezone

        from accounts.models import User
        from tests.world import World

        with self.as_system():
            if User.objects.filter(email="spoc@test.example").exists():
                self.template = self._found()
                return
            world = World(timezone.now())
            for number in range(6):
                world._person(f"more_{number}", "facilitator", "My Time", ("Birmingham",), "", "man")
            world._person("more_manager", "manager", "My Time", (), "", "")
            world.acknowledged()
            self.template = self._found()
            self._quiet()

    def clear(self):
        """What an earlier row left unsettled is no part of the next."""
        self.patiently(self._quiet)

    def _found(self):
        from referrals.models import Referral

        return Referral.objects.order_by("pk").first()

    def _quiet(self):
        """What making the people raised is no part of any count."""
        from django.utils import timezone

        from alerts.models import Climb, Notice
        from referrals.models import Deadline

        Notice.objects.filter(mailed_at=None).update(mailed_at=timezone.now())
        Deadline.objects.running().update(stopped_at=timezone.now())
        Climb.objects.update(next_at=None)

    def as_system(self):
        from accounts.identity import SYSTEM, acting_as

        return acting_as(SYSTEM)

    def disconnect(self):
        from django.db import connection

        connection.close()

    def make_due(self, number, *, at=None, every=timedelta(0), status="acknowledged"):
        """So many more promises to contact him, due from ``at`` (now) on, one ``every`` so often; their ids."""
        from django.utils import timezone

        from referrals.models import Deadline, Referral
        from timescales.models import PromiseRule

        now = timezone.now()
        first = at or now
        with self.as_system():
            rule = PromiseRule.objects.in_force("contact_him", now)
            files = Referral.objects.bulk_create(self._copies(number, status), batch_size=500)
            made = Deadline.objects.bulk_create(
                [
                    Deadline(
                        referral=file,
                        promise="contact_him",
                        rule=rule,
                        started_at=first + every * place - timedelta(hours=48),
                        due_at=first + every * place,
                    )
                    for place, file in enumerate(files)
                ],
                batch_size=500,
            )
        return [deadline.pk for deadline in made]

    def _copies(self, number, status):
        from copy import copy

        for _ in range(number):
            file = copy(self.template)
            file.pk, file._state = None, type(file._state)()
            file.reference = f"F-{time.monotonic_ns()}"
            file.status = status
            yield file

    def patiently(self, ask):
        """What ``ask`` gives, as soon as the database answers."""
        from django.db import Error

        while True:
            try:
                with self.as_system():
                    return ask()
            except Error:
                self.disconnect()
                time.sleep(0.1)

    def waiting(self, at=None):
        """How much is not settled yet: promises not told by ``at`` (now), mails not sent."""
        from django.utils import timezone

        from alerts.models import Notice
        from referrals.models import Deadline

        def ask():
            unsent = Notice.objects.filter(mailed_at=None, undelivered_at=None, mail_due_at__isnull=False)
            return Deadline.objects.overdue(at or timezone.now()).count() * TOLD_OF_EACH + unsent.count()

        return self.patiently(ask)
